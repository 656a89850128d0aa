/** A punch in a simulated terminal's log. */
export interface LoggedPunch {
  pin: string;
  /** 'YYYY-MM-DD HH:MM:SS', the terminal's own clock. */
  wallClock: string;
  state: number;
  verify: number;
  workCode: string;
}

/** The ways to write a line of ATTLOG that are seen in the field (push.md A4). */
export const attlogVariants = ['plain', 'long', 'short', 'keyed', 'prefixed', 'spaces', 'iso', 'crlf'] as const;

/** The spellings of an ATTLOG line that are seen in the field (push.md A4). */
export type AttlogVariant = (typeof attlogVariants)[number];

const SPELLINGS: Record<AttlogVariant, (punch: LoggedPunch) => string> = {
  plain: ({ pin, wallClock, state, verify, workCode }) =>
    [pin, wallClock, state, verify, workCode, '0', '0'].join('\t'),
  long: ({ pin, wallClock, state, verify, workCode }) =>
    [pin, wallClock, state, verify, workCode, '', '', '0', '255', '255', '+25200', ''].join('\t'),
  short: ({ pin, wallClock, state, verify }) => [pin, wallClock, state, verify].join('\t'),
  keyed: ({ pin, wallClock, state, verify, workCode }) =>
    `PIN=${pin}\tDateTime=${wallClock}\tVerified=${verify}\tStatus=${state}\tWorkCode=${workCode}`,
  prefixed: (punch) => `ATTLOG\t${SPELLINGS.plain(punch)}`,
  spaces: ({ pin, wallClock, state, verify, workCode }) =>
    [pin, wallClock, state, verify, workCode || '0', '0'].join(' '),
  iso: ({ pin, wallClock, state, verify, workCode }) =>
    [pin, wallClock.replace(' ', 'T'), state, verify, workCode].join('\t'),
  crlf: (punch) => `${SPELLINGS.plain(punch)}\r`,
};

/** A punch as a line of ATTLOG, without the line end. */
export function attlogText(punch: LoggedPunch, variant: AttlogVariant): string {
  return SPELLINGS[variant](punch);
}

/** Reads an exported `*_attlog.dat`: pin (padded), time, device number, state, verification, work code. Lines that are none are an error. */
export function parseAttlogDat(text: string): LoggedPunch[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const [pin = '', wallClock = '', , state = '', verify = '', workCode = ''] = line
        .split('\t')
        .map((field) => field.trim());
      if (pin === '' || !/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(wallClock))
        throw new Error(`Line ${index + 1} is no punch`);
      return { pin, wallClock, state: Number(state || 0), verify: Number(verify || 0), workCode };
    });
}

/** A punch as one text, to compare logs as multisets: the natural key of architecture.md step 4, without the terminal. */
export function punchKey(punch: Pick<LoggedPunch, 'pin' | 'wallClock' | 'state'>): string {
  return `${punch.pin}|${punch.wallClock}|${punch.state}`;
}

/** Whether a punch lies in a span of wall clocks, both ends included (push.md A5, StartTime and EndTime). */
export function inSpan(punch: { wallClock: string }, from: string, to: string): boolean {
  return punch.wallClock >= from && punch.wallClock <= to;
}
