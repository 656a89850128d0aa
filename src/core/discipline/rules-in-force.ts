import type { WorkDate } from '../time/instant';
import { valueOn, type Dated, type Source, type ValueInForce } from './dated';
import type { ExceptionKind } from './exception';
import type {
  Conversion,
  DutyProvision,
  Escalation,
  LeaveEffects,
  ProcedureProvision,
  Regulation,
  Regulations,
} from './regulation';

/** A sanction as the catalogue has it on a date. */
export interface SanctionInForce {
  readonly code: string;
  readonly title: string;
  readonly abbreviation: string;
  readonly tier: string;
  readonly severity: number;
  readonly source: Source;
}

type OfCategory = Extract<Regulation, { appliesTo: string[] }>;

function rulesFor<T extends OfCategory>(
  regulations: Regulations,
  category: string,
  is: (each: Regulation) => each is T,
): readonly T[] {
  return regulations.inUse.filter((each): each is T => is(each) && each.appliesTo.includes(category));
}

/** The duty that an exception of a category may breach, if a file in use has one. */
export function dutyFor(regulations: Regulations, category: string, looksAt: ExceptionKind): DutyProvision | undefined {
  return rulesFor(regulations, category, (each): each is DutyProvision => each.kind === 'duty').find((each) =>
    each.looksAt.includes(looksAt),
  );
}

/** The ladder of sanctions of a category, if a file in use has one. */
export function escalationFor(
  regulations: Regulations,
  category: string,
  looksAt: ExceptionKind,
): Escalation | undefined {
  return rulesFor(regulations, category, (each): each is Escalation => each.kind === 'escalation').find(
    (each) => each.looksAt === looksAt,
  );
}

/** The minute conversion of a category, if a file in use has one. */
export function conversionFor(regulations: Regulations, category: string): Conversion | undefined {
  return rulesFor(regulations, category, (each): each is Conversion => each.kind === 'conversion')[0];
}

/** The procedure of a category, if a file in use has one. */
export function procedureFor(regulations: Regulations, category: string): ProcedureProvision | undefined {
  return rulesFor(regulations, category, (each): each is ProcedureProvision => each.kind === 'procedure')[0];
}

/** What a leave, duty or letter does for a category on a date; undefined when no file says. */
export function leaveEffectOn(regulations: Regulations, category: string, leave: string, date: WorkDate) {
  const effects = rulesFor(regulations, category, (each): each is LeaveEffects => each.kind === 'leave-effects')[0];
  return valueOn(effects?.leaves[leave] ?? [], date);
}

/** Why nothing judges a category: the text of its rule-required file, or that no file names it. */
export function noRuleReason(
  regulations: Regulations,
  category: string,
  looksAt: ExceptionKind,
  date: WorkDate,
): { reason: string; source?: Source } {
  for (const each of regulations.inUse) {
    if (each.kind !== 'rule-required' || !each.appliesTo.includes(category)) continue;
    const found = valueOn(each.parameters.reason, date);
    if (found !== undefined) return { reason: `rule required: ${found.value}`, source: found.source };
  }
  return { reason: `no rule in use judges ${looksAt} of ${category} on ${date}` };
}

/** The sanction of a code on a date; undefined when the catalogue has none then. */
export function sanctionOn(regulations: Regulations, code: string, date: WorkDate): SanctionInForce | undefined {
  for (const { regulation } of regulations.all) {
    const dated = regulation.kind === 'sanctions' ? regulation.sanctions[code] : undefined;
    const found = dated === undefined ? undefined : valueOn(dated, date);
    if (found !== undefined) return { code, ...found.value, source: found.source };
  }
  return undefined;
}

/** What is imposed instead of a sanction in law on a date, while its article cannot be applied (PP 94/2021 Ps 42). */
export function interimOn(regulations: Regulations, code: string, date: WorkDate): SanctionInForce | undefined {
  for (const { regulation } of regulations.all) {
    if (regulation.kind !== 'sanctions') continue;
    const substitutes = valueOn(regulation.parameters.interimSubstitutes, date);
    const substitute = substitutes?.value[code];
    const found = substitute === undefined ? undefined : sanctionOn(regulations, substitute, date);
    if (found !== undefined && substitutes !== undefined) return { ...found, source: substitutes.source };
  }
  return undefined;
}

/** The value of a parameter on a date, or the given one when no file sets it. */
export function valueOr<T>(dated: Dated<T>, date: WorkDate, otherwise: T): T {
  return valueOn(dated, date)?.value ?? otherwise;
}

/** One row of the table of competent authority with the warning whether anybody has verified it. */
export interface CompetentOfficial {
  readonly official: string;
  readonly verified: boolean;
  readonly source: Source;
}

/** The officials who may impose a tier on holders of a kind of position ('JF' stands for every 'JF ...'); an empty list when no file says. */
export function competentOfficials(
  regulations: Regulations,
  category: string,
  position: string,
  tier: string,
  date: WorkDate,
): readonly CompetentOfficial[] {
  return regulations.inUse.flatMap((each) => {
    if (each.kind !== 'authority' || !each.appliesTo.includes(category)) return [];
    const table: ValueInForce<{ official: string; imposes: Record<string, string[]> }[]> | undefined = valueOn(
      each.parameters.table,
      date,
    );
    return (table?.value ?? [])
      .filter((row) => row.imposes[tier]?.some((kind) => position === kind || position.startsWith(`${kind} `)))
      .map((row) => ({ official: row.official, verified: each.verified, source: table!.source }));
  });
}
