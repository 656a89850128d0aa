import { type Enrolment, type EnrolmentKind, type HeldEnrolment } from '../enrolment/enrolment';
import { covers, type DateSpan, earlier, endOfTime, intersect, later } from '../../core/time/date-span';
import { queryByValues, type Reader } from './reader';

/** An enrolment within a span, less what another enrolment takes from it. */
export interface HeldPin {
  readonly pin: string;
  /** Serial number, or '' = every terminal but those in `except`. */
  readonly terminal: string;
  readonly fromDate: string;
  readonly toDate: string;
  /** Where and when a terminal's own enrolment of this pin takes the place of this general one. */
  readonly except: readonly { readonly terminal: string; readonly fromDate: string; readonly toDate: string }[];
}

interface EnrolmentRow {
  id: string;
  pin: string;
  kind: EnrolmentKind;
  terminal: string;
  employee_id: string;
  from_date: string;
  to_date: string | null;
}

const columns = 'id, pin, kind, terminal, employee_id, from_date, to_date';
const enrolmentOf = (row: EnrolmentRow): Enrolment => ({ id: row.id, pin: row.pin, kind: row.kind, terminal: row.terminal, employeeId: row.employee_id, fromDate: row.from_date, toDate: row.to_date });

/** Enrolments that hold on one terminal only, by pin. */
export async function enrolmentsOnTerminals(reader: Reader): Promise<Map<string, Enrolment[]>> {
  const rows = await reader.query<EnrolmentRow>(`SELECT ${columns} FROM enrolment WHERE terminal <> '' ORDER BY pin, terminal, from_date`);
  return byPin(rows.map(enrolmentOf));
}

/** All enrolments of some pins. */
export async function enrolmentsOfPins(reader: Reader, pins: readonly string[]): Promise<Enrolment[]> {
  return (await queryByValues<EnrolmentRow>(reader, (list) => `SELECT ${columns} FROM enrolment WHERE pin IN (${list})`, pins)).map(enrolmentOf);
}

/** An enrolment cut to a span, with the terminals on which it does not count. */
export function holderSpans(enrolment: HeldEnrolment, ofTerminals: readonly HeldEnrolment[], fromDate: string, toDate: string): HeldPin {
  const held = { fromDate: later(enrolment.fromDate, fromDate), toDate: earlier(enrolment.toDate ?? endOfTime, toDate) };
  const others = enrolment.terminal === '' ? ofTerminals : [];
  const except = others.flatMap((other) => {
    const shared = intersect(other, held);
    return shared ? [{ terminal: other.terminal, fromDate: shared.fromDate, toDate: shared.toDate ?? held.toDate }] : [];
  });
  return { pin: enrolment.pin, terminal: enrolment.terminal, ...held, except };
}

/** Who holds which pin where and when. */
export class PinHolders {
  private readonly enrolments: ReadonlyMap<string, readonly Enrolment[]>;

  constructor(enrolments: readonly Enrolment[]) {
    this.enrolments = byPin(enrolments);
  }

  /** The id of the person a pin means on a terminal and date, or null; an enrolment of the terminal itself beats a general one. */
  holderOf(pin: string, terminal: string, date: string): string | null {
    const covering = (this.enrolments.get(pin) ?? []).filter((enrolment) => covers(enrolment as DateSpan, date));
    const own = covering.find((enrolment) => enrolment.terminal === terminal) ?? covering.find((enrolment) => enrolment.terminal === '');
    return own?.employeeId ?? null;
  }
}

function byPin(enrolments: readonly Enrolment[]): Map<string, Enrolment[]> {
  const groups = new Map<string, Enrolment[]>();
  for (const enrolment of enrolments) {
    const group = groups.get(enrolment.pin);
    if (group) group.push(enrolment);
    else groups.set(enrolment.pin, [enrolment]);
  }
  return groups;
}
