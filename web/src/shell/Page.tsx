import clsx from 'clsx';
import { type ReactNode, useEffect } from 'react';
import css from './Page.module.css';

interface PageProps {
  readonly title: string;
  /** Beside the title: a date, a switch. */
  readonly aside?: ReactNode;
  /** At the right: state, the page's buttons. */
  readonly actions?: ReactNode;
  /** Above the title: where one came from. */
  readonly trail?: ReactNode;
  /** Under the title. */
  readonly subtitle?: ReactNode;
  /** True for lists that reach to the edges and scroll by themselves. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A page: its title once, one line, then its cards. */
export function Page({ title, aside, actions, trail, subtitle, flush = false, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Hadir`;
  }, [title]);
  return (
    <div className={clsx(css['page'], flush && css['flush'])}>
      {trail ? <div className={css['trail']}>{trail}</div> : null}
      <header className={css['head']}>
        <h1>{title}</h1>
        {aside ? <div className={css['aside']}>{aside}</div> : null}
        {actions ? <div className={css['actions']}>{actions}</div> : null}
      </header>
      {subtitle ? <div className={css['subtitle']}>{subtitle}</div> : null}
      {children}
    </div>
  );
}

interface CardProps {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A card with a small title at its head. */
export function Card({ title, note, action, className, children }: CardProps): ReactNode {
  return (
    <section className={clsx('h-card', css['card'], className)}>
      {title ? (
        <header className={css['cardHead']}>
          <h2>{title}</h2>
          {note ? <span className="h-quiet">{note}</span> : null}
          {action ? <span className={css['cardAction']}>{action}</span> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
