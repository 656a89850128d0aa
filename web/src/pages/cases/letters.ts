import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schema } from '../../api/client';
import { type CaseView } from './case-model';
import { type SayCases, coded } from './cases-words';

/** A letter that can be printed. */
export type Letter = Schema<'LetterItem'>;
/** A letter that was printed. */
export type Printed = Schema<'DocumentItem'>;

/** The letters of the procedure and what each asks for. */
export const lettersQuery = queryOptions({ queryKey: ['letters'], queryFn: () => answerOf(api.GET('/api/v1/letters')), staleTime: 10 * 60_000 });

/** Letters in the order in which they come; others stand at the end. */
const order = ['surat-panggilan', 'rekapitulasi-tmk', 'sk-tim-pemeriksa', 'bap', 'bap-tidak-hadir', 'lhp', 'keputusan-ringan', 'keputusan-sedang', 'keputusan-berat', 'surat-panggilan-keputusan', 'tanda-terima', 'usul-penghentian-gaji'];

/** Letters that bear a number of their own. */
export const bearsNumber = (kind: string): boolean => ['lhp', 'sk-tim-pemeriksa', 'surat-panggilan-keputusan', 'usul-penghentian-gaji'].includes(kind);

/** Whether what a letter speaks of has happened. */
export function isReady({ requires }: Letter, { round, salaryStop }: CaseView): boolean {
  const holds: Readonly<Record<string, boolean>> = {
    nothing: true,
    summons: round.summonses.length > 0,
    'examination-held': round.examination?.held === true,
    'absent-twice': round.examination?.held === false,
    examination: round.examination !== null,
    decision: round.decision?.imposed != null,
    team: round.team.length > 0,
    'temporary-release': round.temporarilyReleased,
    'salary-stopped': salaryStop?.standing === 'forwarded',
    'salary-stop': salaryStop !== null && salaryStop.standing !== 'withdrawn',
  };
  return holds[requires] ?? false;
}

/** The letters that belong to this case: those of its kind and tier, and rare ones only where they are called for. */
export function lettersOf(letters: readonly Letter[], view: CaseView): Letter[] {
  const tier = view.round.decision?.imposed?.tier ?? view.round.proposal.level.tier;
  const basis = view.round.proposal.level.by === 'conduct' ? 'conduct' : 'absence';
  const rare = ['bap-tidak-hadir', 'sk-tim-pemeriksa', 'usul-penghentian-gaji', 'surat-panggilan-keputusan', 'tanda-terima', 'lhp', 'pembebasan-sementara', 'pengaktifan-gaji'];
  const place = (kind: string): number => (order.indexOf(kind) + order.length) % (order.length * 2);
  return letters
    .filter(({ bases }) => bases.includes(basis))
    .filter(({ kind }) => !/^keputusan-(ringan|sedang|berat)$/.test(kind) || kind === `keputusan-${tier}`)
    .filter((letter) => !rare.includes(letter.kind) || isReady(letter, view))
    .sort((a, b) => place(a.kind) - place(b.kind));
}

/** The name of a letter, with the count of a summons. */
export function letterName(say: SayCases, kind: string, summonses = 0): string {
  if (kind === 'surat-panggilan' && summonses > 0) return say(summonses > 1 ? 'letter.surat-panggilan-2' : 'letter.surat-panggilan-1');
  return coded(say, 'letter', kind);
}
