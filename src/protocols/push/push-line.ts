/**
 * A punch of an attendance terminal as it says it (push.md A4, ATTLOG): `pin` is text, `wallClock` is the terminal's clock without a zone,
 * the numbers are uninterpreted and `null` where the line leaves them out.
 */
export interface AttlogLine {
  kind: 'attlog';
  lineNo: number;
  raw: string;
  form: 'positional' | 'keyed';
  pin: string;
  wallClock: string;
  state: number | null;
  verify: number | null;
  workCode: string | null;
  /** Seconds from UTC, when position 10 says so (`TimeOffset`, 2.4.x). */
  offsetSeconds: number | null;
  /** Positions 5 and later, as they came (positional form only). */
  rest: string[];
}

/**
 * An event of an access panel (push.md A4, rtlog and tablename=transaction). `pin` is null for an event of the device itself (`pin=0`),
 * `index` is the panel's own record number, `verifyType` is a small decimal or a 16-character bit mask and stays text.
 */
export interface RtlogLine {
  kind: 'rtlog';
  lineNo: number;
  raw: string;
  source: 'rtlog' | 'transaction';
  pin: string | null;
  wallClock: string;
  event: number;
  door: number | null;
  inOut: number | null;
  verifyType: string | null;
  cardNo: string | null;
  index: string | null;
  /** `encoded`: the time came as one number (`time_second`), which some firmware counts in GMT (push.md A7). */
  timeForm: 'text' | 'encoded';
}

/** The state of a panel's doors (push.md A4, rtstate): all values as hexadecimal text, uninterpreted. */
export interface RtstateLine {
  kind: 'rtstate';
  lineNo: number;
  raw: string;
  wallClock: string;
  sensor: string | null;
  relay: string | null;
  alarm: string | null;
  door: string | null;
}

/** One entry of the terminal's operation log (push.md A4, OPLOG): who did what to the terminal, with four numbers that depend on the code. */
export interface OplogLine {
  kind: 'oplog';
  lineNo: number;
  raw: string;
  code: number;
  admin: string;
  wallClock: string;
  values: string[];
}

/** A user as the terminal knows it (push.md A4, USER; tablename=user): the password is never read, and masked in `raw`. */
export interface UserLine {
  kind: 'user';
  lineNo: number;
  raw: string;
  pin: string;
  name: string | null;
  privilege: string | null;
  /** As it came: decimal, or `[15CD5B07]` (little-endian hexadecimal). */
  card: string | null;
  group: string | null;
}

/** What a terminal says about itself (push.md A4, options and registry): keys without their leading `~`. */
export interface OptionsLine {
  kind: 'options';
  lineNo: number;
  raw: string;
  options: Record<string, string>;
}

/** A fault that the terminal reports of itself (push.md A4, ERRORLOG, from 2.4.1). */
export interface ErrorLine {
  kind: 'error';
  lineNo: number;
  raw: string;
  fields: Record<string, string>;
}

/** A line of a table this code does not know: kept as it came (push.md A5, consequence 5). */
export interface UnrecognisedLine {
  kind: 'unrecognised';
  lineNo: number;
  raw: string;
}

/** One line of an upload that was understood (push.md A4). `lineNo` counts from 1 within the body. */
export type PushLine =
  AttlogLine | RtlogLine | RtstateLine | OplogLine | UserLine | OptionsLine | ErrorLine | UnrecognisedLine;

/** A line that could not be understood: its bytes as they came and the reason in words. */
export interface RejectedLine {
  lineNo: number;
  raw: Buffer;
  reason: string;
}

/** Templates, photos and identity cards, by kind: recognised, counted, and neither decoded nor kept (architecture.md, privacy by omission). */
export type DroppedCounts = Record<string, number>;

/** A whole upload, line by line: every non-blank line of the body is in `lines`, in `rejected`, or counted in `dropped`. */
export interface PushUpload {
  /** `attlog`, `rtlog`, `rtstate`, `operlog`, `options`, `tabledata`, ...: the request's table, in lower case. */
  table: string;
  /** The table inside a `tabledata` or `querydata` upload, as the device spells it. */
  tableName: string | null;
  lines: PushLine[];
  rejected: RejectedLine[];
  dropped: DroppedCounts;
  /** The body without templates, photos and passwords: what may be kept as evidence. The very bytes where the table carries none of those. */
  evidence: Buffer;
}
