import { Inject, Injectable } from '@nestjs/common';
import { IANAZone } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { type Reader } from '../reading/reader';
import { checkText, refuseTwice } from '../writing/check-fields';
import { always } from '../writing/date-span';
import { type ShownFields } from '../writing/item-change';
import { type PlanChange } from '../writing/plan-writer';
import { type PlaceOf } from '../writing/problem-list';
import { type Unit, type UnitInput } from './unit';
import { loadUnits } from './load-units';
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
      if (circle) change.problems.add(place(index, 'parent'), `the units ${circle.join(' > ')} stand above each other in a circle`);
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
    await change.tx.execute('DELETE FROM unit WHERE id = ?', [unit.id]);
    change.count('units', 'changed');
  }

  private applied(before: UnitTree, inputs: readonly UnitInput[], change: PlanChange, place: PlaceOf): UnitTree {
    const ids = new Map(before.units.map((unit) => [unit.code, unit.id]));
    for (const input of inputs) if (!ids.has(input.code)) ids.set(input.code, uuidv7());
    const units = new Map(before.units.map((unit) => [unit.code, unit]));
    const zones = new Map<string, string | null>(inputs.map((input) => [input.code, input.zone ?? null]));
    inputs.forEach((input, index) => {
      const parentId = input.parent ? ids.get(input.parent) : null;
      if (parentId === undefined) change.problems.add(place(index, 'parent'), `there is no unit "${input.parent}"`);
      units.set(input.code, { id: ids.get(input.code) ?? '', code: input.code, name: input.name.trim(), parentId: parentId ?? null, zone: '' });
    });
    const tree = new UnitTree([...units.values()]);
    return new UnitTree(tree.units.map((unit) => ({ ...unit, zone: this.zoneOf(tree, before, zones, unit) })));
  }

  /** The zone a unit was given, or had, or that the nearest unit above has, or that of the installation. */
  private zoneOf(tree: UnitTree, before: UnitTree, given: ReadonlyMap<string, string | null>, unit: Unit): string {
    for (const each of tree.lineOf(unit.id)) {
      const zone = given.get(each.code) ?? before.withCode(each.code)?.zone;
      if (zone) return zone;
    }
    return this.config.defaultZone;
  }
}

const references = [
  ['unit', 'parent_id', 'other units'],
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

function checkUnit(change: PlanChange, input: UnitInput, at: (field: string) => ReturnType<PlaceOf>): void {
  checkText(change, at('code'), input.code, 64);
  checkText(change, at('name'), input.name, 200);
  if (input.zone && !IANAZone.isValidZone(input.zone)) change.problems.add(at('zone'), `"${input.zone}" is not an IANA time zone like Asia/Jakarta`);
}

const shown = ({ name, parentId, zone }: Unit, tree: UnitTree): ShownFields => ({ name, parent: parentId === null ? null : (tree.withId(parentId)?.code ?? null), zone });

async function store(change: PlanChange, before: UnitTree, after: UnitTree, units: readonly Unit[]): Promise<void> {
  const moved: string[] = [];
  const rows = [];
  for (const [index, unit] of units.entries()) {
    const old = before.withCode(unit.code);
    const same = old && old.name === unit.name && old.parentId === unit.parentId && old.zone === unit.zone;
    change.count('units', !old ? 'new' : same ? 'unchanged' : 'changed', index, () => ({ name: `${unit.name} (${unit.code})`, before: old ? shown(old, before) : null, after: shown(unit, after) }));
    if (!same) rows.push([unit.id, unit.code, unit.name, unit.parentId, unit.zone]);
    if (old && (old.parentId !== unit.parentId || old.zone !== unit.zone)) moved.push(unit.id);
  }
  await change.tx.insert('unit', ['id', 'code', 'name', 'parent_id', 'zone'], rows, { key: ['id'], update: ['name', 'parent_id', 'zone'] });
  for (const unitId of moved) change.effects.unit(unitId, always);
}
