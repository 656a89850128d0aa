import type { ReportTerminal } from './report-input';

/** What can be wrong with a terminal; none of it says anything about people. */
export type TroubleKind = 'never-heard' | 'silent' | 'failing' | 'clock-off' | 'nearly-full';

/** A terminal that needs somebody to look at it. */
export interface TerminalTrouble {
  readonly serial: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly zone: string;
  readonly kind: TroubleKind;
  /** Since when, epoch milliseconds, where it is known. */
  readonly sinceAt: number | null;
  /** Seconds by which the clock is ahead (negative: behind), for `clock-off`. */
  readonly offsetSeconds: number | null;
  /** How full the memory is, in percent, for `nearly-full`. */
  readonly fullPercent: number | null;
  /** What the terminal or the line to it said, for `failing`. */
  readonly detail: string | null;
  /** People of the date whose day waits for it. */
  readonly people: number;
}

/** A healthy terminal is heard each minute; quarter of an hour is the longest pause between two tries. */
const silentAfterMs = 15 * 60_000;
const clockOffSeconds = 60;
const nearlyFull = 0.9;

/** The troubles of all terminals, silent ones first, each terminal at most once per kind. */
export function terminalTroubles(
  terminals: readonly ReportTerminal[],
  generatedAt: number,
): readonly TerminalTrouble[] {
  const found = terminals.flatMap((terminal) =>
    [silenceOf(terminal, generatedAt), clockOf(terminal), memoryOf(terminal)].filter((one) => one !== null),
  );
  return found.sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || compareText(a.name, b.name) || compareText(a.serial, b.serial),
  );
}

const order: readonly TroubleKind[] = ['silent', 'never-heard', 'failing', 'clock-off', 'nearly-full'];

/** Whether a trouble means that records may be missing here. */
export const isSilence = (trouble: TerminalTrouble): boolean =>
  trouble.kind === 'silent' || trouble.kind === 'never-heard';

/** Order of two texts that is the same on every machine. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function trouble(terminal: ReportTerminal, kind: TroubleKind, facts: Partial<TerminalTrouble>): TerminalTrouble {
  const { serial, name, unitId, zone } = terminal;
  return {
    serial,
    name,
    unitId,
    zone,
    kind,
    sinceAt: null,
    offsetSeconds: null,
    fullPercent: null,
    detail: null,
    people: terminal.people ?? 0,
    ...facts,
  };
}

function silenceOf(terminal: ReportTerminal, generatedAt: number): TerminalTrouble | null {
  if (terminal.lastContactAt === null) return trouble(terminal, 'never-heard', { detail: terminal.errorText });
  if (generatedAt - terminal.lastContactAt > silentAfterMs)
    return trouble(terminal, 'silent', { sinceAt: terminal.lastContactAt, detail: terminal.errorText });
  return terminal.errorText === null
    ? null
    : trouble(terminal, 'failing', { sinceAt: terminal.errorSinceAt, detail: terminal.errorText });
}

function clockOf(terminal: ReportTerminal): TerminalTrouble | null {
  const offset = terminal.clockOffsetSeconds;
  return offset === null || Math.abs(offset) <= clockOffSeconds
    ? null
    : trouble(terminal, 'clock-off', { offsetSeconds: offset });
}

function memoryOf(terminal: ReportTerminal): TerminalTrouble | null {
  const { deviceRecords: records, deviceCapacity: capacity } = terminal;
  if (records === null || capacity === null || capacity <= 0 || records / capacity < nearlyFull) return null;
  return trouble(terminal, 'nearly-full', { fullPercent: Math.round((records / capacity) * 100) });
}
