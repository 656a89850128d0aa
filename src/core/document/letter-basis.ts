import type { DocumentTemplate } from './document-template';
import { placeholdersIn, textsOfBlock } from './placeholders';

/** What a case rests on: days without a record, or a breach of conduct that somebody alleges. */
export const letterBases = ['absence', 'conduct'] as const;
/** One of them. */
export type LetterBasis = (typeof letterBases)[number];

/** Values that only absence has; in a letter about conduct they would say of somebody that they did not come. */
const absenceValues: readonly string[] = [
  ...['case.days', 'case.dates', 'case.run', 'case.run-from', 'case.run-to', 'case.by-run', 'duty.text', 'duty.act', 'duty.article', 'decision.days', 'decision.dates'],
  ...['salary-stop.month', 'salary-stop.reached-date', 'salary-stop.forwarded-date'],
];
/** Values that only conduct has. */
const conductValues: readonly string[] = ['case.by-conduct', 'breach.date', 'breach.article', 'breach.alleged', 'complaint.received-date', 'clarification.date', 'clarification.text'];

/** The kinds of case of which a letter says nothing untrue. None = it speaks of absence and of conduct at once, and can be printed of no case. */
export function basesOf(template: DocumentTemplate): readonly LetterBasis[] {
  return letterBases.filter((basis) => {
    const [own, foreign] = basis === 'absence' ? [absenceValues, conductValues] : [conductValues, absenceValues];
    const printed = template.blocks.filter(({ when, unless }) => !(when !== undefined && foreign.includes(when)) && !(unless !== undefined && own.includes(unless)));
    const named = [template.title, ...printed.flatMap((block) => textsOfBlock(block).map(({ text }) => text))].flatMap(placeholdersIn);
    return !named.some((name) => foreign.includes(name)) && !(basis === 'conduct' && printed.some(({ block }) => block === 'days'));
  });
}
