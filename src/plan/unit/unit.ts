/** A part of the organisation, at any depth. */
export interface Unit {
  readonly id: string;
  /** Short and unique, e.g. `DISDIK`; what files and requests name a unit by. */
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
  /** IANA zone of its wall times. */
  readonly zone: string;
}

/** A unit as it is handed in. */
export interface UnitInput {
  readonly code: string;
  readonly name: string;
  /** Code of the unit above; null or absent = none. */
  readonly parent?: string | null;
  /** IANA zone; absent = that of the unit above, or of the installation. */
  readonly zone?: string | null;
}

/** How files and the database name "every unit". */
export const everyUnit = '';
