import { type RequestKind } from './request';

/** A request as it is handed in: by the API or as a row of a table. Which fields belong to which kind says `fieldsOfKind`. */
export interface RequestInput {
  readonly kind: RequestKind;
  /** Leave type, duty type (left out = official work elsewhere), or kind of an excuse. */
  readonly type?: string;
  readonly portion?: string;
  readonly fromDate?: string;
  readonly toDate?: string;
  /** 'HH:MM' in the zone of the unit; '24:00' is the end of the day. */
  readonly fromTime?: string;
  readonly toTime?: string;
  /** Of a correction. */
  readonly direction?: string;
  readonly wallClock?: string;
  /** What a permission letter is for. */
  readonly covers?: readonly string[];
  readonly letter?: string;
  readonly reason?: string;
}

/** A field that is wrong, with what is wrong about it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

type Field = Exclude<keyof RequestInput, 'kind'>;

const span: readonly Field[] = ['fromDate', 'toDate', 'fromTime', 'toTime'];

/** The fields that a kind has; anything else that is given is refused rather than silently dropped. */
export const fieldsOfKind: Readonly<Record<RequestKind, readonly Field[]>> = {
  leave: ['type', 'portion', ...span, 'letter', 'reason'],
  duty: ['type', 'portion', ...span, 'letter', 'reason'],
  permission: ['fromDate', 'covers', 'letter', 'reason'],
  correction: ['fromDate', 'direction', 'wallClock', 'letter', 'reason'],
  excuse: ['fromDate', 'type', 'letter', 'reason'],
  'overtime-order': [...span, 'letter', 'reason'],
};

/** The fields that a kind cannot do without. */
export const neededOfKind: Readonly<Record<RequestKind, readonly Field[]>> = {
  leave: ['type', 'fromDate'],
  duty: ['fromDate', 'letter'],
  permission: ['fromDate', 'covers'],
  correction: ['fromDate', 'direction', 'wallClock', 'reason'],
  excuse: ['fromDate', 'type', 'reason'],
  'overtime-order': ['fromDate', 'fromTime', 'toTime', 'letter'],
};
