import { en } from '../../i18n/terminals.en';
import { id } from '../../i18n/terminals.id';
import { namespace, type Say } from '../../i18n/words';

/** Words of the page of terminals and doors. */
export const terminalWords = namespace('terminals', id, en);

/** Says one of them. */
export type SayTerminal = Say<typeof id>;

/** A span of time in its two largest parts: `18 j 10 m`, `4 hari`, `12 dtk`. */
export function spanText(ms: number, say: SayTerminal): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return say('span.seconds', { count: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return say('span.minutes', { count: minutes });
  if (minutes < 2880) return say('span.hours', { count: Math.floor(minutes / 60), rest: minutes % 60 });
  return say('span.days', { count: Math.floor(minutes / 1440) });
}

/** A clock's offset with its sign: `+6 m 12 d`, `−11 dtk`. */
export function offsetText(seconds: number, say: SayTerminal): string {
  const sign = seconds > 0 ? '+' : seconds < 0 ? '−' : '';
  const size = Math.abs(Math.round(seconds));
  return size < 60 ? say('offset.seconds', { sign, count: size }) : say('offset.minutes', { sign, count: Math.floor(size / 60), rest: size % 60 });
}
