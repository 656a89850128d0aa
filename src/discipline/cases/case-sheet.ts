import { type WorkingCalendar } from '../../core/calendar/working-calendar';
import { type CaseEvent, type Stage } from '../../core/discipline/case-event';
import { type CaseRound, type CaseState } from '../../core/discipline/case-state';
import { caseSteps } from '../../core/discipline/case-steps';
import { type Regulations } from '../../core/discipline/regulation';
import { competentOfficials, procedureFor } from '../../core/discipline/rules-in-force';
import { type Transaction } from '../../platform/database/database';
import { readLetterDays } from '../documents/letter-days';
import { type Person } from '../people';
import { readSanctionRecords } from '../records/sanction-records';
import { deadlineItems } from './case-detail';
import { type CaseSheet, type CompetentOfficialItem, type PartyItem, type StageItem } from './case-sheet-items';

/** Everything a sheet is made from. */
export interface SheetFacts {
  readonly person: Person;
  readonly year: number;
  readonly state: CaseState;
  readonly round: CaseRound;
  readonly regulations: Regulations;
  readonly calendar: WorkingCalendar;
  readonly today: string;
}

/** The ordinary course; other stages are shown once a case has been in them. */
const course: readonly Stage[] = ['opened', 'summoned', 'examined', 'decided', 'delivered', 'in-force', 'closed'];

/** By which deadline each stage of the course is due. */
const dueBy: Readonly<Partial<Record<Stage, string>>> = { summoned: 'superior-summons', 'summoned-again': 'second-summons', examined: 'examination', delivered: 'delivery', 'in-force': 'in-force' };

/** The case as one sheet: the course with its dates, who may do what, on which days it rests, who takes part. */
export async function readCaseSheet(reader: Pick<Transaction, 'query'>, facts: SheetFacts): Promise<CaseSheet> {
  const { person, state, round, regulations, calendar, today, year } = facts;
  const procedure = procedureFor(regulations, person.category);
  const records = await readSanctionRecords(reader, { employeeId: person.id, year });
  const days = await readLetterDays(reader, person.id, round.proposal.level.dates);
  return {
    person: { ...person },
    stages: stagesOf(facts),
    steps: caseSteps(state, round, { regulations, procedure, calendar, today }),
    competentOfficials: officialsFor(facts),
    basisDays: days.map((day) => ({ ...day, sentences: [...day.sentences], words: [...day.words] })),
    parties: partiesOf(round),
    sanctionsOfYear: records.filter((record) => record.decisionNumber !== null),
  };
}

function stagesOf({ state, round, person, regulations, calendar, today }: SheetFacts): StageItem[] {
  const deadlines = deadlineItems(round, person.category, regulations, calendar, today);
  const reached = state.history.flatMap((event) => stageReached(event, round.number));
  const ahead = course.slice(Math.max(...reached.map(({ stage }) => course.indexOf(stage))) + 1);
  const ended = round.stage === 'closed' || round.stage === 'withdrawn';
  const stages = [...reached, ...(ended ? [] : ahead.map((stage) => ({ stage, reachedDate: null, actor: null })))];
  return stages.map((item, index) => {
    const deadline = item.reachedDate === null ? deadlines.find(({ code }) => code === dueBy[item.stage]) : undefined;
    return { ...item, current: index === reached.length - 1, dueDate: deadline?.dueDate ?? null, workingDaysLeft: deadline?.workingDaysLeft ?? null, provisional: deadline?.provisional ?? false };
  });
}

function stageReached(event: CaseEvent, round: number): Pick<StageItem, 'stage' | 'reachedDate' | 'actor'>[] {
  if (!('round' in event) || event.round !== round) return [];
  if (event.kind === 'case-opened') return [{ stage: 'opened', reachedDate: event.asOfDate, actor: null }];
  if (event.kind === 'case-withdrawn') return [{ stage: 'withdrawn', reachedDate: event.asOfDate, actor: null }];
  return event.kind === 'act-recorded' && event.from !== event.to ? [{ stage: event.to, reachedDate: event.actDate, actor: event.actor.name }] : [];
}

/** For each tier that the catalogue may impose here: up to the tier reached, heavier ones are not the case's. */
function officialsFor({ person, round, regulations, today }: SheetFacts): CompetentOfficialItem[] {
  const { tier } = round.proposal.level;
  if (person.positionKind === null) return [];
  return competentOfficials(regulations, person.category, person.positionKind, tier, today).map(({ official, verified, source }) => ({ tier, official, verified, source: `${source.act}, ${source.article}` }));
}

function partiesOf(round: CaseRound): PartyItem[] {
  const named = (role: string, name: string | null): PartyItem[] => (name === null ? [] : [{ role, name, element: null }]);
  return [
    ...named('direct-superior', round.superior),
    ...round.team.map(({ name, element }): PartyItem => ({ role: 'examining-team', name, element })),
    ...named('deciding-official', round.decision?.official ?? null),
  ];
}
