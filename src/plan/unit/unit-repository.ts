import { Inject, Injectable } from '@nestjs/common';
import { IANAZone } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { isWorkDate } from '../../core/time/calendar';
import { dateAt } from '../../core/time/zone';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { type Reader } from '../reading/reader';
import { checkDate, checkText, refuseTwice } from '../writing/check-fields';
import { always, endOfTime, sinceEver } from '../../core/time/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type Place, type PlaceOf } from '../writing/problem-list';
import { loadUnits } from './load-units';
import { alwaysSo, differingPlaces, nextPlaces, parentOn } from './next-places';
import { alwaysUnder, type PlaceOfUnit, type Unit, type UnitInput } from './unit';
import { UnitTree } from './unit-tree';

/** The units of the organisation. */
@Injectable()
export class UnitRepository {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** The organisation as it stands. */
  tree(reader: Reader = this.database): Promise<UnitTree> {
    return loadUnits(reader);
  }

  /** Writes units by code; a unit may name one of the same list, in any order, as the one above it. */
  async put(change: PlanChange, inputs: readonly UnitInput[], place: PlaceOf): Promise<void> {
    const before = await loadUnits(change.tx);
    inputs.forEach((input, index) => checkUnit(change, input, (field) => place(index, field)));
    refuseTwice(change, inputs, place, 'code', (input) => input.code);
    const after = this.applied(before, inputs, change, place);
    inputs.forEach((input, index) => {
      const circle = after.circleAt(after.withCode(input.code)?.id ?? '');
      if (circle) change.problems.add(place(index, 'parent'), `the units ${circle.codes.join(' > ')} stand above each other in a circle${circle.fromDate === null ? '' : ` from ${circle.fromDate} on`}`);
    });
    change.problems.throwIfAny();
    await store(change, before, after, inputs.map((input) => after.withCode(input.code) as Unit));
  }

  /** Removes a unit that nothing refers to. */
  async remove(change: PlanChange, code: string): Promise<void> {
    const unit = unitNamed(await loadUnits(change.tx), code);
    for (const [table, column, what] of references) {
      const rows = await change.tx.query(`SELECT 1 AS one FROM ${table} WHERE ${column} = ? LIMIT 1`, [unit.id]);
      if (rows.length > 0) throw new DomainError('unit-in-use', `Unit ${code} cannot be removed: ${what} refer to it.`, 409);
    }
    await change.tx.execute('DELETE FROM unit_move WHERE unit_id = ?', [unit.id]);
    await change.tx.execute('DELETE FROM unit WHERE id = ?', [unit.id]);
    change.count('units', 'changed');
  }

  private applied(before: UnitTree, inputs: readonly UnitInput[], change: PlanChange, place: PlaceOf): UnitTree {
    const ids = new Map(before.units.map((unit) => [unit.code, unit.id]));
    for (const input of inputs) if (!ids.has(input.code)) ids.set(input.code, uuidv7());
    const units = new Map(before.units.map((unit) => [unit.code, unit]));
    const zones = new Map<string, string | null>(inputs.map((input) => [input.code, input.zone ?? null]));
    const today = dateAt(this.config.defaultZone, change.now);
    inputs.forEach((input, index) => {
      const at = (field: string): Place => place(index, field);
      units.set(input.code, { id: ids.get(input.code) ?? '', code: input.code, name: input.name.trim(), places: placesOf(change, before, input, ids, today, at), zone: '' });
    });
    const tree = new UnitTree([...units.values()]);
    return new UnitTree(tree.units.map((unit) => ({ ...unit, zone: this.zoneOf(tree, before, zones, unit) })));
  }

  /** The zone a unit was given, or had, or that the nearest unit above has, or that of the installation. */
  private zoneOf(tree: UnitTree, before: UnitTree, given: ReadonlyMap<string, string | null>, unit: Unit): string {
    for (const each of tree.lineOn(unit.id, endOfTime)) {
      const zone = given.get(each.code) ?? before.withCode(each.code)?.zone;
      if (zone) return zone;
    }
    return this.config.defaultZone;
  }
}

const references = [
  ['unit', 'parent_id', 'other units'],
  ['unit_move', 'parent_id', 'other units'],
  ['employee_unit', 'unit_id', 'employees'],
  ['schedule_assignment', 'subject_id', 'schedule assignments'],
  ['holiday', 'unit_id', 'holidays'],
  ['holiday_exemption', 'unit_id', 'holiday exemptions'],
  ['period_hours', 'unit_id', 'period hours'],
  ['policy_version', 'unit_id', 'policies'],
] as const;

/**
 * The unit with a code.
 * @throws DomainError `unknown-unit`
 */
export function unitNamed(tree: UnitTree, code: string): Unit {
  const unit = tree.withCode(code);
  if (!unit) throw new DomainError('unknown-unit', `There is no unit "${code}".`, 404);
  return unit;
}

/** Where a unit stands after what was said; what cannot be becomes a problem. */
function placesOf(change: PlanChange, before: UnitTree, input: UnitInput, ids: ReadonlyMap<string, string>, today: string, at: (field: string) => Place): readonly PlaceOfUnit[] {
  const standing = before.withCode(input.code)?.places ?? [];
  const unsaid = standing.length > 0 ? standing : alwaysUnder(null);
  const parentId = input.parent ? ids.get(input.parent) : null;
  if (parentId === undefined) change.problems.add(at('parent'), `there is no unit "${input.parent}"`);
  const from = input.parentFromDate;
  if (from && from !== alwaysSo && checkDate(change, at('parentFromDate'), from) && from < sinceEver) change.problems.add(at('parentFromDate'), `${from} is before ${sinceEver}`);
  if (parentId === undefined || (from && from !== alwaysSo && !isWorkDate(from))) return unsaid;
  const places = nextPlaces(standing, parentId, from, today);
  if (places === null) change.problems.add(at('parentFromDate'), dateNeeded(before, standing, input, today));
  return places ?? unsaid;
}

function checkUnit(change: PlanChange, input: UnitInput, at: (field: string) => ReturnType<PlaceOf>): void {
  checkText(change, at('code'), input.code, 64);
  checkText(change, at('name'), input.name, 200);
  if (input.zone && !IANAZone.isValidZone(input.zone)) change.problems.add(at('zone'), `"${input.zone}" is not an IANA time zone like Asia/Jakarta`);
}

const codeAbove = (tree: UnitTree, parentId: string | null): string => (parentId === null ? '-' : (tree.withId(parentId)?.code ?? parentId));

/** `KOTA`, or with every later place and its date `KOTA, DISHUB (2026-07-01)`. */
const shownPlaces = (tree: UnitTree, places: readonly PlaceOfUnit[]): string =>
  places.map(({ fromDate, parentId }, index) => `${codeAbove(tree, parentId)}${index === 0 ? '' : ` (${fromDate})`}`).join(', ');

const shown = ({ name, places, zone }: Unit, tree: UnitTree): ShownFields => ({ name, parent: places.length === 1 && places[0]?.parentId === null ? null : shownPlaces(tree, places), zone });

/** What to do where a unit is said to stand under another one than it does, and not since when. */
function dateNeeded(tree: UnitTree, standing: readonly PlaceOfUnit[], { code, parent }: UnitInput, today: string): string {
  const above = (named: string | null | undefined): string => (named ? `under ${named}` : 'under no other unit');
  const now = parentOn(standing, today);
  return `${code} stands ${above(now === null ? null : tree.withId(now)?.code)} and is said to stand ${above(parent)}: a date is needed from which it does (parentFromDate), or "*" where it has always been so and the past is to be judged by it`;
}

const samePlaces = (one: readonly PlaceOfUnit[], two: readonly PlaceOfUnit[]): boolean => differingPlaces(one, two).length === 0;

async function store(change: PlanChange, before: UnitTree, after: UnitTree, units: readonly Unit[]): Promise<void> {
  const written: Unit[] = [];
  for (const [index, unit] of units.entries()) {
    const old = before.withCode(unit.code);
    const same = old && old.name === unit.name && old.zone === unit.zone && samePlaces(old.places, unit.places);
    change.count('units', !old ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${unit.name} (${unit.code})`, before: old ? shown(old, before) : null, after: shown(unit, after) }));
    if (!same) written.push(unit);
    if (!old) continue;
    for (const span of old.zone === unit.zone ? differingPlaces(old.places, unit.places) : [always]) change.effects.unit(unit.id, span);
  }
  const rows = written.map(({ id, code, name, places, zone }) => [id, code, name, places[0]?.parentId ?? null, zone]);
  await change.tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], rows, { key: ['id'], update: ['name', 'parent_id', 'zone'] });
  for (const { id } of written) if ((before.withId(id)?.places.length ?? 1) > 1) await change.tx.execute('DELETE FROM unit_move WHERE unit_id = ?', [id]);
  await change.tx.insert('unit_move', ['unit_id', 'from_date', 'parent_id'], written.flatMap(({ id, places }) => places.slice(1).map(({ fromDate, parentId }) => [id, fromDate, parentId])));
}
