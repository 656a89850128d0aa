import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useWords } from '../i18n/words';
import css from './Shell.module.css';
import { shellWords } from './shell-words';
import { type Overview } from './overview';

/** One square for each terminal: heard, silent, clock off, waiting for approval. */
export function TerminalMap({ overview }: { readonly overview: Overview }): ReactNode {
  const say = useWords(shellWords);
  const { terminals } = overview;
  const approved = terminals.filter(({ state }) => state !== 'pending').length;
  const silent = terminals.filter(({ state }) => state === 'silent').length;
  const off = terminals.filter(({ state }) => state === 'clock').length;
  const heard = terminals.filter(({ state }) => state === 'heard' || state === 'clock').length;
  const faults = [silent > 0 ? say('silentCount', { count: silent }) : '', off > 0 ? say('clockCount', { count: off }) : ''].filter(Boolean).join(' · ');
  const words = faults || say(terminals.length === 0 ? 'noTerminals' : 'allHeard');
  return (
    <Link to="/terminals" className={css['map']}>
      <b>{say('heard', { heard, all: approved })}</b>
      <span className={css['squares']} aria-hidden>
        {terminals.map(({ serialNumber, name, state }) => (
          <i key={serialNumber} data-state={state} title={say(`terminal.${state}`, { name })} />
        ))}
      </span>
      <span className="h-quiet">{words}</span>
    </Link>
  );
}
