import { type CaseView } from './case-model';
import { type SayCases } from './cases-words';
import { absenceLadder, sanctionName, type SaySanction } from './sanctions';

/** A choice of a field. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A field of a step: what is asked, and how it is entered. */
export interface StepField {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'long' | 'date' | 'number' | 'yes-no' | 'choice' | 'dates' | 'members';
  readonly hint?: string;
  readonly optional?: boolean;
  readonly choices?: readonly Choice[];
  /** What stands in it at the beginning. */
  readonly start?: unknown;
}

/** A member of an examining team as it is entered. */
export interface Member {
  readonly name: string;
  readonly element: string;
  readonly rank: number;
}

interface Facts {
  readonly view: CaseView;
  readonly today: string;
  readonly say: SayCases;
  readonly saySanction: SaySanction;
}

/** The fields that an act needs, in the order of the form. */
export function fieldsOfAct(act: string, facts: Facts): readonly StepField[] {
  const { say, today, view } = facts;
  const choice = (name: string, codes: readonly string[]): StepField => ({ name, label: say(`field.${name}` as 'field.why'), type: 'choice', choices: codes.map((value) => ({ value, label: say(`field.${name}.${value}` as 'field.why.involved') })) });
  const reason: StepField = { name: 'reason', label: say('field.reason'), type: 'long' };
  const minutes: StepField = { name: 'minutesNumber', label: say('field.minutesNumber'), type: 'text' };
  const forms: Readonly<Record<string, readonly StepField[]>> = {
    summon: [
      { name: 'letterNumber', label: say('field.letterNumber'), type: 'text' },
      { name: 'letterDate', label: say('field.letterDate'), type: 'date', start: today },
      { name: 'examinationDate', label: say('field.examinationDate'), type: 'date', hint: say('field.examinationHint') },
    ],
    'record-absent-twice': [minutes],
    'form-team': [{ name: 'examineeRank', label: say('field.examineeRank'), type: 'number', start: 1 }, { name: 'members', label: say('field.members'), type: 'members', start: ['superior', 'oversight', 'staffing'].map((element): Member => ({ name: '', element, rank: 1 })) }],
    'replace-superior': [choice('why', ['involved', 'under-examination'])],
    'change-superior': [{ name: 'superior', label: say('field.superior'), type: 'text' }],
    examine: [minutes, { name: 'signedByExaminee', label: say('field.signed'), type: 'yes-no', start: true }, { name: 'refusalNote', label: say('field.refusalNote'), type: 'long', optional: true }],
    decide: decisionFields(facts),
    deliver: [{ name: 'receivedDate', label: say('field.receivedDate'), type: 'date', start: today }],
    send: [{ name: 'sentDate', label: say('field.sentDate'), type: 'date', start: today }],
    object: [{ name: 'to', label: say('field.to'), type: 'text' }],
    'settle-objection': [choice('outcome', ['upheld', 'annulled'])],
    'settle-appeal': [choice('outcome', ['upheld', 'annulled'])],
    'resolve-review': [choice('outcome', view.round.decision || view.round.review?.proposal === null ? ['keep', 'withdraw'] : ['adopt', 'keep', 'withdraw']), reason],
    'dispose-salary-stop': [choice('outcome', ['forwarded', 'refused']), reason],
    close: [reason],
  };
  return forms[act] ?? [];
}

/** No sanction at all, in the list of sanctions. */
export const noSanction = '-';

function decisionFields({ view, say, saySanction }: Facts): readonly StepField[] {
  const { level } = view.round.proposal;
  const lighter = absenceLadder.some(({ sanction }) => sanction === level.sanction) ? absenceLadder.filter(({ severity }) => severity < level.severity).reverse() : [];
  const sanctions = [{ value: level.sanction, label: sanctionName(saySanction, level.sanction, level.title) }, ...lighter.map(({ sanction }) => ({ value: sanction, label: sanctionName(saySanction, sanction) })), { value: noSanction, label: say('field.sanction.none') }];
  return [
    { name: 'decisionNumber', label: say('field.decisionNumber'), type: 'text' },
    { name: 'sanction', label: say('field.sanction'), type: 'choice', choices: sanctions, start: level.sanction },
    { name: 'punishes', label: say(level.by === 'conduct' ? 'field.breachDate' : 'field.punishes'), type: 'dates', choices: level.dates.map((date) => ({ value: date, label: date })), start: level.dates },
    { name: 'reason', label: say('field.reason'), type: 'long' },
  ];
}

/** The body of an act from what was entered: empty fields are left out. */
export function actOf(act: string, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined);
  const body: Record<string, unknown> = { act, ...Object.fromEntries(given) };
  if (body['sanction'] === noSanction) return { ...body, sanction: null, punishes: [] };
  if (act === 'change-superior') return body;
  return body;
}
