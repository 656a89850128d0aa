import { UnitPlaces, type UnitPlace } from '../../core/organisation/unit-places';
import { startOfTime, type UnitSpans } from '../../core/organisation/unit-spans';
import { type Transaction } from '../database/database';
import { type SqlPart } from '../http/page';

type Reader = Pick<Transaction, 'query'>;

/** The one statement that asks where units stand: `unit.parent_id` is the place of a unit since ever, each row of `unit_move` its place from a date on. */
const placesSql = 'SELECT id AS unitId, NULL AS fromDate, parent_id AS parentId FROM unit UNION ALL SELECT unit_id, from_date, parent_id FROM unit_move';

/** Reads which units stand above and below which, on every date. */
export async function readUnitPlaces(reader: Reader): Promise<UnitPlaces> {
  const places = await reader.query<UnitPlace>(placesSql);
  return new UnitPlaces(places.map(({ unitId, fromDate, parentId }) => ({ unitId, fromDate, parentId })));
}

/** A unit and all below it, each on the dates on which it stands there: what a list means that is filtered by a unit. An unknown unit has nothing below it and no rows. */
export const unitsBelow = async (reader: Reader, unitId: string): Promise<UnitSpans> => (await readUnitPlaces(reader)).subtreeOf(unitId);

/** The units that a list's filter `unitId` means; undefined where it names none. */
export const unitsAsked = async (reader: Reader, unitId: string | undefined): Promise<UnitSpans | undefined> => (unitId === undefined ? undefined : unitsBelow(reader, unitId));

/**
 * That a row is about one of some units on the date of the row. Where no unit moved it is one list, which an index of units answers.
 * @param unit SQL of the row's unit
 * @param date SQL of the row's date, 'YYYY-MM-DD'
 */
export function unitsCondition(units: UnitSpans, unit: string, date: string): SqlPart {
  const parts = units.bySpan.map(({ fromDate, toDate, unitIds }): SqlPart => {
    const ends = [...(fromDate === startOfTime ? [] : [{ sql: `${date} >= ?`, value: fromDate }]), ...(toDate === null ? [] : [{ sql: `${date} <= ?`, value: toDate }])];
    return { sql: [`${unit} IN (${unitIds.map(() => '?').join(',')})`, ...ends.map(({ sql }) => sql)].join(' AND '), values: [...unitIds, ...ends.map(({ value }) => value)] };
  });
  const [only] = parts;
  if (!only) return { sql: '1 = 0', values: [] };
  return parts.length === 1 ? only : { sql: `(${parts.map(({ sql }) => `(${sql})`).join(' OR ')})`, values: parts.flatMap(({ values }) => [...values]) };
}

/** The same of rows that have no date: by the units of one date. */
export function unitsConditionOn(units: UnitSpans, unit: string, date: string): SqlPart {
  const unitIds = units.on(date);
  return unitIds.length === 0 ? { sql: '1 = 0', values: [] } : { sql: `${unit} IN (${unitIds.map(() => '?').join(',')})`, values: unitIds };
}
