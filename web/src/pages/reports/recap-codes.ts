import { send } from '../../api/client';

/** What a kind of day is called in a cell of the recap and in its legend. */
export interface RecapCode {
  readonly code: string;
  readonly id: string;
  readonly en: string;
}

/** Kind of day to its code. */
export type RecapCodes = Readonly<Record<string, RecapCode>>;

/** The codes as they are used now, and those that ship. */
export interface RecapCodesAnswer {
  readonly codes: RecapCodes;
  readonly shipped: RecapCodes;
}

const path = '/api/v1/reports/recap-codes';

export const recapCodesQuery = { queryKey: ['recap-codes'], queryFn: () => send<RecapCodesAnswer>('GET', path) };

/** Keeps codes of the office's own. @throws Problem `unfit-codes` */
export const keepRecapCodes = (codes: RecapCodes): Promise<RecapCodesAnswer> => send('PUT', path, { codes });

/** The cell of a day that nobody has judged stays empty. */
export const emptyKind = 'notJudged';

/** Heads of the columns of sums that look like a code, with the kind that they sum. */
const heads: Readonly<Record<string, string>> = { H: 'present', HT: 'late', DL: 'duty', S: 'sick', I: 'permission', C: 'otherLeave', TK: 'absent', TR: 'noRecord', M: 'waiting', TL1: '', TL2: '', TL3: '', TL4: '', PSW1: '', PSW2: '', PSW3: '', PSW4: '' };

/** Why a code cannot be used. */
export type CodeFault = 'pattern' | 'shared' | 'head' | 'words';

/** What is wrong with codes, by kind, before the service is asked. */
export function codeFaults(codes: RecapCodes): ReadonlyMap<string, { readonly fault: CodeFault; readonly other: string }> {
  const faults = new Map<string, { fault: CodeFault; other: string }>();
  const holders = new Map<string, string>();
  for (const [kind, { code, id, en }] of Object.entries(codes)) {
    const other = holders.get(code);
    const summed = heads[code];
    if (kind !== emptyKind && !/^[A-Z0-9-]{1,5}$/.test(code)) faults.set(kind, { fault: 'pattern', other: '' });
    else if (other !== undefined) faults.set(kind, { fault: 'shared', other });
    else if (summed !== undefined && summed !== kind && codes[summed]?.code !== code) faults.set(kind, { fault: 'head', other: summed });
    else if (id.trim() === '' || en.trim() === '') faults.set(kind, { fault: 'words', other: '' });
    holders.set(code, kind);
  }
  return faults;
}
