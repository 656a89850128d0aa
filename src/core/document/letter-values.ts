import type { WorkingCalendar } from '../calendar/working-calendar';
import { inForceDateOf, isAppealable } from '../discipline/case-deadlines';
import type { CaseRound, CaseState, Summons } from '../discipline/case-state';
import { valueOn } from '../discipline/dated';
import type { ProcedureProvision } from '../discipline/regulation';
import type { ProvisionInForce } from '../discipline/violation';
import type { WorkDate } from '../time/instant';
import type { Precondition } from './document-template';
import { actInFull, articleInFull, countWords, dateList, dayName, longDate, monthName } from './indonesian-words';

/** Whom a letter is about. */
export interface LetterPerson {
  readonly name: string;
  readonly number: string;
  readonly category: string;
  readonly jobTitle: string | null;
  readonly rank: string | null;
  readonly grade: string | null;
  readonly positionKind: string | null;
  readonly jobClass: number | null;
  readonly unitName: string | null;
}

/** What is alleged where a case is about conduct; nothing of it says who reported. */
export interface LetterBreach {
  /** What is alleged, in the words of the officer who opened the case. */
  readonly alleged: string;
  /** When the complaint behind it came; null where there is none. */
  readonly complaintDate: WorkDate | null;
  /** What the employee said when called for clarification; null where nobody was called. */
  readonly clarification: { readonly date: WorkDate; readonly text: string } | null;
}

/** Everything a letter's values are made from. */
export interface LetterFacts {
  readonly person: LetterPerson;
  readonly year: number;
  readonly state: CaseState;
  readonly round: CaseRound;
  readonly procedure: ProcedureProvision | null;
  readonly duty: ProvisionInForce | null;
  /** null of a case about absence. */
  readonly breach: LetterBreach | null;
  readonly calendar: WorkingCalendar;
  readonly salaryStopReachedDate: WorkDate | null;
  readonly document: { readonly id: string; readonly number: string; readonly date: WorkDate };
  readonly office: { readonly government: string; readonly place: string; readonly unit: string };
}

/** Why a letter cannot be printed yet, or null when its precondition holds. */
export function missingFor(precondition: Precondition, { state, round }: Pick<LetterFacts, 'state' | 'round'>): string | null {
  const { examination, decision, summonses, team } = round;
  const holds: Readonly<Record<Precondition, [boolean, string]>> = {
    nothing: [true, ''],
    summons: [summonses.length > 0, 'nobody has been summoned yet'],
    'examination-held': [examination?.held === true, 'no examination has been held'],
    'absent-twice': [examination?.held === false, 'it has not been recorded that the employee did not come twice'],
    examination: [examination !== null, 'neither an examination nor two failures to appear have been recorded'],
    decision: [decision?.imposed != null, 'no sanction has been decided'],
    team: [team.length > 0, 'no examining team has been formed'],
    'salary-stopped': [state.salaryStop?.standing === 'forwarded', 'no proposal to stop pay has been forwarded'],
    'temporary-release': [round.temporarilyReleased, 'no temporary release from duties has been recorded'],
    'salary-stop': [state.salaryStop !== null && state.salaryStop.standing !== 'withdrawn', 'no stop of pay is proposed'],
  };
  const [fulfilled, why] = holds[precondition];
  return fulfilled ? null : why;
}

/** The values a letter may name, as they are written in it; what is not known yet is left out. */
export function letterValues(facts: LetterFacts): Record<string, string> {
  const found = { ...officeValues(facts), ...caseValues(facts), ...breachValues(facts), ...releaseValues(facts), ...summonsValues(facts.round), ...examinationValues(facts), ...decisionValues(facts) };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''));
}

type Values = Record<string, string | null>;
const yes = (holds: boolean): string | null => (holds ? 'ya' : null);
const dateOrNull = (date: WorkDate | null | undefined): string | null => (date == null ? null : longDate(date));

function officeValues({ person, document, office }: LetterFacts): Values {
  return {
    'document.number': document.number,
    'document.date': longDate(document.date),
    'document.id': document.id,
    'office.government': office.government,
    'office.place': office.place,
    'office.unit': office.unit,
    'employee.name': person.name,
    'employee.number': person.number,
    'employee.number-label': person.category.startsWith('PPPK') ? 'NI PPPK' : person.category === 'contract' ? 'Nomor pegawai' : 'NIP',
    'employee.category': person.category,
    'employee.rank': rankOf(person),
    'employee.job-title': person.jobTitle,
    'employee.position-kind': person.positionKind,
    'employee.job-class': person.jobClass === null ? null : String(person.jobClass),
    'employee.unit': person.unitName,
  };
}

/** Rank with grade as letters write it; people under contract have neither. */
function rankOf({ rank, grade, category }: LetterPerson): string | null {
  if (rank === null && grade === null) return category === 'contract' ? '-' : null;
  return rank === null || grade === null ? (rank ?? grade) : `${rank} (${grade})`;
}

function caseValues({ year, round, state, duty, salaryStopReachedDate }: LetterFacts): Values {
  const { level, cumulativeDays, runLength } = round.proposal;
  const stop = state.salaryStop;
  const absent = level.by !== 'conduct';
  return {
    'case.year': String(year),
    'case.days': absent ? countWords(level.by === 'run' ? level.dates.length : cumulativeDays) : null,
    'case.dates': absent ? dateList(level.dates) : null,
    'case.run': absent ? countWords(runLength) : null,
    'case.run-from': dateOrNull(level.by === 'run' ? level.dates[0] : null),
    'case.run-to': dateOrNull(level.by === 'run' ? level.dates.at(-1) : null),
    'case.by-run': yes(level.by === 'run'),
    'case.by-conduct': yes(!absent),
    'case.level': level.title,
    'case.tier': level.tier,
    'case.act': actInFull(level.source.act),
    'case.article': articleInFull(level.article),
    'case.interim': level.interim?.title ?? null,
    'duty.text': duty?.text ?? null,
    'duty.act': duty === null ? null : actInFull(duty.source.act),
    'duty.article': duty === null ? null : articleInFull(duty.source.article),
    'salary-stop.month': stop === null ? null : monthName(stop.month),
    'salary-stop.reached-date': dateOrNull(salaryStopReachedDate),
    'superior.name': round.superior,
    'team.members': round.team.map(({ name }) => name).join('; '),
  };
}

/** Of a case about conduct: what is alleged, and the duty as it was cited. An article without an act is one of the act that has the sanction. */
function breachValues({ round: { proposal }, breach }: LetterFacts): Values {
  const { level } = proposal;
  if (level.by !== 'conduct') return {};
  const article = articleInFull(level.article);
  return {
    'breach.date': longDate(level.reachedDate),
    'breach.article': /^Pasal\b/i.test(article) ? `${article} ${actInFull(level.source.act)}` : actInFull(article),
    // The letters end their sentences themselves.
    'breach.alleged': breach?.alleged.trim().replace(/[.;\s]+$/, '') ?? null,
    'complaint.received-date': dateOrNull(breach?.complaintDate),
    'clarification.date': dateOrNull(breach?.clarification?.date),
    'clarification.text': breach?.clarification?.text ?? null,
  };
}

/** When and by whom somebody was released from duties for the time being, and on what article that rests (PP 94/2021 Ps 31-33). */
function releaseValues({ state, round, procedure }: LetterFacts): Values {
  const recorded = state.history.flatMap((event) => (event.kind === 'act-recorded' && event.round === round.number && event.act.act === 'release-temporarily' ? [event] : [])).at(-1);
  const forwarded = state.history.flatMap((event) => (event.kind === 'act-recorded' && event.act.act === 'dispose-salary-stop' && event.act.outcome === 'forwarded' ? [event.actDate] : [])).at(-1);
  const rule = recorded === undefined || procedure === null ? undefined : valueOn(procedure.parameters.temporaryReleaseTiers, recorded.actDate);
  return {
    'release.date': dateOrNull(recorded?.actDate),
    'release.by': recorded?.actor.name ?? null,
    'release.tiers': rule?.value.join(', ') ?? null,
    'release.act': rule === undefined ? null : actInFull(rule.source.act),
    'release.article': rule === undefined ? null : articleInFull(rule.source.article),
    'salary-stop.forwarded-date': dateOrNull(forwarded),
  };
}

function summonsValues({ summonses }: CaseRound): Values {
  const last = summonses.at(-1);
  return {
    'summons.ordinal': summonses.length === 0 ? null : 'I'.repeat(summonses.length),
    ...ofSummons('summons', last),
    'summons.examination-day': last === undefined ? null : dayName(last.examinationDate),
    ...ofSummons('first-summons', summonses[0]),
    ...ofSummons('second-summons', summonses[1]),
  };
}

const ofSummons = (name: string, summons: Summons | undefined): Values => ({
  [`${name}.number`]: summons?.letterNumber ?? null,
  [`${name}.date`]: dateOrNull(summons?.letterDate),
  [`${name}.examination-date`]: dateOrNull(summons?.examinationDate),
});

function examinationValues({ round: { examination, number }, state }: LetterFacts): Values {
  const refusal = state.history.flatMap((event) => (event.kind === 'act-recorded' && event.round === number && event.act.act === 'examine' ? [event.act.refusalNote ?? ''] : [])).at(-1);
  return {
    'examination.number': examination?.minutesNumber ?? null,
    'examination.day': examination === null ? null : dayName(examination.date),
    'examination.date': dateOrNull(examination?.date),
    'examination.refusal': examination?.held === true && !examination.signedByExaminee ? (refusal ?? '') : null,
    'examination.absent': yes(examination?.held === false),
    'examination.held': yes(examination?.held === true),
  };
}

/** Of an undecided round the proposal stands in, so that a draft can be laid before the official who decides. */
function decisionValues(facts: LetterFacts): Values {
  const { decision } = facts.round;
  const reason = facts.state.history.flatMap((event) => (event.kind === 'act-recorded' && event.round === facts.round.number && event.act.act === 'decide' ? [event.act.reason] : [])).at(-1);
  return {
    'decision.number': decision?.decisionNumber ?? null,
    'decision.date': dateOrNull(decision?.date),
    'decision.official': decision?.official ?? null,
    'decision.reason': reason ?? null,
    ...sanctionValues(facts.round),
    ...recourseValues(facts),
    ...effectValues(facts),
  };
}

function sanctionValues({ decision, proposal }: CaseRound): Values {
  const { level } = proposal;
  const decided = decision === null ? { title: level.title, interim: level.interim } : decision.imposed;
  return {
    'decision.sanction': decided?.title ?? null,
    'decision.interim': decided?.interim?.title ?? null,
    'decision.dates': level.by === 'conduct' ? null : dateList(decision?.punishes ?? level.dates),
    'decision.days': level.by === 'conduct' ? null : countWords(decision === null ? proposal.cumulativeDays : decision.punishes.length),
  };
}

/** The day whose law a decision follows: its own, or for a draft the day on which the row was reached. */
const lawDateOf = ({ decision, proposal }: CaseRound): WorkDate => decision?.date ?? proposal.level.reachedDate;

function recourseValues({ round, procedure }: LetterFacts): Values {
  if (procedure === null) return {};
  const { parameters } = procedure;
  const on = lawDateOf(round);
  const appealable = round.decision === null ? valueOn(parameters.appealableSanctions, on)?.value.includes(round.proposal.level.sanction) === true : isAppealable(round, parameters.appealableSanctions);
  const within = valueOn(appealable ? parameters.appealWithin : parameters.objectionWithin, on)?.value;
  return { 'decision.appealable': yes(appealable), 'decision.objectable': yes(!appealable), 'recourse.working-days': within === undefined ? null : countWords(within) };
}

function effectValues({ round, procedure, calendar }: LetterFacts): Values {
  const received = { 'delivery.date': dateOrNull(round.delivery.receivedDate) };
  if (procedure === null) return received;
  const effect = inForceDateOf(round, calendar, procedure);
  const workingDays = valueOn(procedure.parameters.inForceOnWorkingDay, lawDateOf(round))?.value;
  return {
    ...received,
    'in-force.working-days': workingDays === undefined ? null : `ke-${countWords(workingDays)}`,
    'in-force.date': dateOrNull(effect?.date),
    'in-force.provisional': yes(effect?.provisional === true),
  };
}
