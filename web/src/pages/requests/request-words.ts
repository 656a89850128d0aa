import { type Schema } from '../../api/client';
import { Problem } from '../../api/problem';
import { en } from '../../i18n/requests.en';
import { id } from '../../i18n/requests.id';
import { namespace, type Say } from '../../i18n/words';

/** The words of requests. */
export const requestWords = namespace('requests', id, en);

/** Says something of requests. */
export type SayRequest = Say<typeof id>;

/** What is asked for, in a few words: `Cuti tahunan`, `Koreksi rekaman pulang`. */
export function requestTitle({ kind, type, term }: Pick<Schema<'RequestItem'>, 'kind' | 'type' | 'term'>, say: SayRequest): string {
  const key = `${kind}.${type ?? ''}`;
  if (key in id) return say(key as 'leave.annual');
  const kindKey = `kind.${kind}`;
  return term ?? (kindKey in id ? say(kindKey as 'kind.leave') : kind);
}

/** Why a request was not filed or decided, or a paper not taken. */
export function requestProblem(error: unknown, say: SayRequest): string {
  if (!(error instanceof Problem)) return say('problem.other', { detail: String(error) });
  if (error.status === 0) return say('problem.unreachable');
  if (error.status === 413) return say('problem.large');
  if (error.status === 415) return say('problem.type');
  if (error.code === 'wrong-transition') return say('problem.changed');
  if (error.code === 'reason-needed') return say('decide.needed');
  return say('problem.other', { detail: error.message });
}
