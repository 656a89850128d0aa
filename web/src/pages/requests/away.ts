import { useQuery } from '@tanstack/react-query';
import { answerOf, api, send } from '../../api/client';
import { useWords } from '../../i18n/words';
import { requestTitle, requestWords } from './request-words';

/** Duty by type as the service names it; the first is official work elsewhere, which has none. */
const dutyTypes = ['', 'training', 'study', 'remote'] as const;

/** What a form about being away was filled in with. */
export interface AwayForm {
  /** `leave:sick`, `duty:training`; `duty:` is official work elsewhere. */
  readonly what: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly letter: string;
  readonly reason: string;
}

/** Whether it is a duty: its letter is the order to go, without which it is not filed. */
export const isDuty = ({ what }: AwayForm): boolean => what.startsWith('duty:');

/** The kinds of leave and duty to choose from. Collective leave is decreed for all, and nobody asks for it. */
export function useAwayKinds(): { readonly group: string; readonly items: { readonly value: string; readonly label: string }[] }[] {
  const say = useWords(requestWords);
  const leaves = useQuery({ queryKey: ['leave-types'], queryFn: () => answerOf(api.GET('/api/v1/requests/leave-types')), staleTime: 3_600_000 }).data ?? [];
  return [
    { group: say('kind.leave'), items: leaves.filter(({ code }) => code !== 'collective').map(({ code, term }) => ({ value: `leave:${code}`, label: requestTitle({ kind: 'leave', type: code, term }, say) })) },
    { group: say('away.duty'), items: dutyTypes.map((type) => ({ value: `duty:${type}`, label: requestTitle({ kind: 'duty', type, term: null }, say) })) },
  ];
}

/**
 * Files a leave or duty with its paper.
 * @returns its id, and whether the paper arrived with it: what is filed stays filed where only the paper failed
 * @throws Problem
 */
export async function fileAway(who: { readonly employeeId: string } | { readonly employeeNumber: string }, { what, fromDate, toDate, letter, reason }: AwayForm, file: File | null): Promise<{ readonly id: string; readonly paper: boolean }> {
  const [kind = '', type = ''] = what.split(':');
  const given = { ...(type ? { type } : {}), ...(letter.trim() ? { letter: letter.trim() } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) };
  const { id } = await send<{ id: string }>('POST', '/api/v1/requests', { kind, ...who, fromDate, toDate, ...given });
  if (!file) return { id, paper: true };
  const form = new FormData();
  form.append('file', file);
  const paper = await send('POST', `/api/v1/requests/${id}/attachments`, form).then(
    () => true,
    () => false,
  );
  return { id, paper };
}
