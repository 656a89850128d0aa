/** The kinds of employment that rules tell apart, spelt as the regulations spell them (staff-categories.yaml). */
export const employeeCategories = ['PNS', 'CPNS', 'PPPK', 'PPPK-PW', 'contract'] as const;
/** One of the kinds of employment. */
export type EmployeeCategory = (typeof employeeCategories)[number];

/** The category that a text names, however its letters are cased; anything else comes back as it is, to be refused by name. */
export function categoryNamed(text: string): string {
  return employeeCategories.find((category) => category.toLowerCase() === text.trim().toLowerCase()) ?? text;
}

/** Where somebody belongs from a date on. */
export interface UnitMembership {
  readonly fromDate: string;
  readonly unitId: string;
}

/** Somebody who works here. */
export interface Employee {
  readonly id: string;
  /** NIP, NI PPPK or staff number, as text: eighteen digits do not survive as a number. */
  readonly number: string;
  readonly name: string;
  readonly category: EmployeeCategory;
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly joinedDate: string | null;
  /** Last date of employment. */
  readonly leftDate: string | null;
  /** Oldest first. */
  readonly units: readonly UnitMembership[];
}

/** An employee as handed in; an absent field leaves what stands, null empties it. */
export interface EmployeeInput {
  readonly number: string;
  readonly name?: string;
  readonly category?: string;
  readonly jobTitle?: string | null;
  readonly email?: string | null;
  readonly joinedDate?: string | null;
  readonly leftDate?: string | null;
  /** Code of the unit the person belongs to from `unitFromDate` on (for somebody new: from the date of joining). */
  readonly unit?: string | null;
  readonly unitFromDate?: string | null;
  /** The whole history of units, by code; takes the place of what stands. */
  readonly unitHistory?: readonly { readonly unit: string; readonly fromDate: string }[];
}

/** The unit of somebody on a date; before the first known one it is the first. */
export function unitOn(units: readonly UnitMembership[], date: string): string | null {
  let found = units[0]?.unitId ?? null;
  for (const membership of units) if (membership.fromDate <= date) found = membership.unitId;
  return found;
}
