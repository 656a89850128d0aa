import { type InputHTMLAttributes, type ReactNode, useEffect, useRef } from 'react';
import css from './Table.module.css';

interface TickProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  readonly 'aria-label': string;
  /** Some, but not all, of what it stands for. */
  readonly indeterminate?: boolean;
}

/** The box of a row: the browser's own, since a hundred of them have to answer within a frame. */
export function Tick({ indeterminate = false, className, ...rest }: TickProps): ReactNode {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  });
  return (
    <span className={className}>
      <input ref={box} type="checkbox" className={css['tick']} {...rest} />
    </span>
  );
}
