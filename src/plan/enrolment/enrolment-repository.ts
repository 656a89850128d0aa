import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { DomainError } from '../../platform/errors';
import { lowBits, plannedCard } from '../../protocols/card-writing';
import { employeesByIds, employeesByNumbers } from '../reading/employee-rows';
import { enrolmentsOfPins } from '../reading/held-pins';
import { checkOptionalText, checkSpan, checkText } from '../writing/check-fields';
import { type DateSpan, intersect, spanText } from '../../core/time/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';
import { differingSpansOf } from '../writing/span-difference';
import { type Enrolment, type EnrolmentInput } from './enrolment';

const columns = ['id', 'pin', 'kind', 'terminal', 'employee_id', 'from_date', 'to_date', 'card_low'];
/** Hexadecimal that does not say which end comes first: it is known only to readers that write it just so. */
const asReadPattern = /^[0-9A-F]{6,32}$/;

/** What makes two enrolments the same one with another end. */
const keyOf = (enrolment: Omit<Enrolment, 'id' | 'kind' | 'toDate'>): string => [enrolment.pin, enrolment.terminal, enrolment.employeeId, enrolment.fromDate].join('\n');

/** Which pin means whom, where and when. */
@Injectable()
export class EnrolmentRepository {
  /** Writes enrolments; one that stands with the same pin, terminal, person and first date gets the new end. Resolves to them in the order given. */
  async put(change: PlanChange, given: readonly EnrolmentInput[], place: PlaceOf): Promise<Enrolment[]> {
    const inputs = given.map(asWritten);
    inputs.forEach((input, index) => {
      const at = (field: string) => place(index, field);
      checkText(change, at('pin'), input.pin, 64);
      if (input.kind === 'card' && plannedCard(input.pin) === null && !asReadPattern.test(input.pin)) change.problems.add(at('pin'), `"${input.pin}" is no card number: digits as printed, 0x075BCD15, [15CD5B07] as terminals write it, 91,52501 (facility and number), or hexadecimal just as one reader writes it`);
      checkText(change, at('employee'), input.employee, 64);
      checkOptionalText(change, at('terminal'), input.terminal || null, 64);
      checkSpan(change, at, input);
    });
    change.problems.throwIfAny();
    const standing = await enrolmentsOfPins(change.tx, [...new Set(inputs.map((input) => input.pin))]);
    const next = await this.resolved(change, inputs, standing, place);
    await this.refuseOverlaps(change, standing, next, place);
    change.problems.throwIfAny();
    await store(change, standing, next, inputs);
    return next;
  }

  /** Removes an enrolment that was wrong from the start; one that has ended gets an end by `put`. */
  async remove(change: PlanChange, id: string): Promise<void> {
    const [row] = await change.tx.query<{ pin: string }>('SELECT pin FROM enrolment WHERE id = ?', [id]);
    const standing = row ? await enrolmentsOfPins(change.tx, [row.pin]) : [];
    const removed = standing.find((enrolment) => enrolment.id === id);
    if (!removed) throw new DomainError('unknown-enrolment', `There is no enrolment with the id "${id}".`, 404);
    await change.tx.execute('DELETE FROM enrolment WHERE id = ?', [id]);
    touch(change, removed, removed, standing);
    change.count('enrolments', 'changed');
  }

  private async resolved(change: PlanChange, inputs: readonly EnrolmentInput[], standing: readonly Enrolment[], place: PlaceOf): Promise<Enrolment[]> {
    const employees = await employeesByNumbers(change.tx, [...new Set(inputs.map((input) => input.employee))]);
    const known = new Map(standing.map((enrolment) => [keyOf(enrolment), enrolment]));
    return inputs.map((input, index) => {
      const employeeId = employees.get(input.employee)?.id ?? '';
      if (!employeeId) change.problems.add(place(index, 'employee'), `there is no employee with the number "${input.employee}"`);
      const enrolment = { pin: input.pin, terminal: input.terminal ?? '', employeeId, fromDate: input.fromDate };
      const before = known.get(keyOf(enrolment));
      return { id: before?.id ?? uuidv7(), kind: input.kind ?? before?.kind ?? 'pin', ...enrolment, toDate: input.toDate ?? null };
    });
  }

  /** On one terminal scope a pin means one person at a time. */
  private async refuseOverlaps(change: PlanChange, standing: readonly Enrolment[], next: readonly Enrolment[], place: PlaceOf): Promise<void> {
    const given = new Set(next.map((enrolment) => enrolment.id));
    const accepted = new Map<string, { enrolment: Enrolment; at: string | null }[]>();
    const scope = (enrolment: Enrolment) => `${enrolment.pin}\n${enrolment.terminal}`;
    const accept = (enrolment: Enrolment, at: string | null) => accepted.set(scope(enrolment), [...(accepted.get(scope(enrolment)) ?? []), { enrolment, at }]);
    for (const enrolment of standing) if (!given.has(enrolment.id)) accept(enrolment, null);
    const clashes = next.flatMap((enrolment, index) => {
      const other = accepted.get(scope(enrolment))?.find((each) => intersect(each.enrolment, enrolment));
      accept(enrolment, place(index, 'pin').at);
      return other ? [{ enrolment, other, place: place(index, 'pin') }] : [];
    });
    if (clashes.length === 0) return;
    const names = await namesOf(change, clashes.flatMap(({ enrolment, other }) => [enrolment.employeeId, other.enrolment.employeeId]));
    for (const { enrolment, other, place: at } of clashes) change.problems.add(at, clashText(enrolment, other, names));
  }
}

const asWritten = (input: EnrolmentInput): EnrolmentInput => (input.kind === 'card' ? { ...input, pin: input.pin.toUpperCase() } : input);

async function namesOf(change: PlanChange, ids: readonly string[]): Promise<Map<string, string>> {
  const employees = await employeesByIds(change.tx, [...new Set(ids)]);
  return new Map(employees.map((employee) => [employee.id, `${employee.name} (${employee.number})`]));
}

function clashText(enrolment: Enrolment, other: { enrolment: Enrolment; at: string | null }, names: ReadonlyMap<string, string>): string {
  const where = enrolment.terminal === '' ? 'on every terminal' : `on terminal ${enrolment.terminal}`;
  const holder = (each: Enrolment) => `${names.get(each.employeeId) ?? each.employeeId} ${spanText(each)}`;
  const source = other.at === null ? '' : ` (${other.at})`;
  return `${enrolment.kind} ${enrolment.pin} ${where} would be held twice at once: ${holder(other.enrolment)}${source} and ${holder(enrolment)}`;
}

async function store(change: PlanChange, standing: readonly Enrolment[], next: readonly Enrolment[], inputs: readonly EnrolmentInput[]): Promise<void> {
  const before = new Map(standing.map((enrolment) => [enrolment.id, enrolment]));
  const rows = [];
  for (const [index, enrolment] of next.entries()) {
    const old = before.get(enrolment.id);
    const same = old !== undefined && old.toDate === enrolment.toDate && old.kind === enrolment.kind;
    change.count('enrolments', old === undefined ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${enrolment.pin}${enrolment.terminal === '' ? '' : ` @ ${enrolment.terminal}`}`, before: old ? shown(old, inputs[index]) : null, after: shown(enrolment, inputs[index]) }));
    if (same) continue;
    rows.push([enrolment.id, enrolment.pin, enrolment.kind, enrolment.terminal, enrolment.employeeId, enrolment.fromDate, enrolment.toDate, cardLow(enrolment)]);
    for (const span of differingSpansOf(old ?? null, enrolment)) touch(change, enrolment, span, standing);
  }
  await change.tx.insert('enrolment', columns, rows, { key: ['id'], update: ['kind', 'to_date', 'card_low'] });
}

/** By what a card is found whatever a reader calls it; null where its writing does not tell its number. */
function cardLow({ kind, pin }: Enrolment): number | null {
  const card = kind === 'card' ? plannedCard(pin) : null;
  return card === null ? null : lowBits(card);
}

const shown = ({ kind, fromDate, toDate }: Enrolment, input: EnrolmentInput | undefined): ShownFields => ({ employee: input?.employee ?? null, ...(kind === 'card' ? { kind } : {}), fromDate, toDate });

/** A terminal's own enrolment also takes its punches from whoever holds the pin on every terminal. */
function touch(change: PlanChange, enrolment: Enrolment, span: DateSpan, standing: readonly Enrolment[]): void {
  change.touched.add(enrolment.employeeId, span.fromDate, span.toDate);
  if (enrolment.terminal === '') return;
  for (const general of standing) {
    const shared = general.terminal === '' && general.pin === enrolment.pin ? intersect(general, span) : null;
    if (shared) change.touched.add(general.employeeId, shared.fromDate, shared.toDate);
  }
}
