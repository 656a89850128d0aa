import { sinceEver } from '../../core/time/date-span';

/** Where a unit stands from a date on, until its next place. */
export interface PlaceOfUnit {
  /** The first place of a unit holds since ever (`sinceEver`). */
  readonly fromDate: string;
  /** Id of the unit above; null = none. */
  readonly parentId: string | null;
}

/** A part of the organisation, at any depth. */
export interface Unit {
  readonly id: string;
  /** Short and unique, e.g. `DISDIK`; what files and requests name a unit by. */
  readonly code: string;
  readonly name: string;
  /** In order of date, at least one; no two that follow each other name the same unit above. */
  readonly places: readonly PlaceOfUnit[];
  /** IANA zone of its wall times. */
  readonly zone: string;
}

/** A unit as it is handed in. */
export interface UnitInput {
  readonly code: string;
  readonly name: string;
  /** Code of the unit above; null or absent = none. */
  readonly parent?: string | null;
  /**
   * Date from which `parent` is the unit above, until the next date that is known; '*' = it has been so always, whatever was said before. Absent = since ever
   * for a new unit; a known one must stand there already.
   */
  readonly parentFromDate?: string | null;
  /** IANA zone; absent = that of the unit above, or of the installation. */
  readonly zone?: string | null;
}

/** How files and the database name "every unit". */
export const everyUnit = '';

/** The only place of a unit that never moved. */
export const alwaysUnder = (parentId: string | null): PlaceOfUnit[] => [{ fromDate: sinceEver, parentId }];
