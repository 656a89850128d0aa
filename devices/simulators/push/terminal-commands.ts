/** A user in a terminal's memory. */
export interface TerminalUser {
  name: string;
  card: string;
  privilege: string;
}

/** What a command can do to a simulated terminal. */
export interface CommandedTerminal {
  readonly users: Map<string, TerminalUser>;
  readonly options: Record<string, string>;
  /** Sends its users, or the one with a pin; the number of users, or null when the server did not take them. */
  uploadUsers(pin: string | null): Promise<number | null>;
  uploadSpan(from: string, to: string): Promise<number | null>;
  countSpan(from: string, to: string): number;
  setClock(wallClock: string): void;
  restart(): void;
}

/** `Return` and what follows `CMD=` in the devicecmd report (push.md A6). */
export interface CommandAnswer {
  returnCode: number;
  tail: string;
}

/** The commands in the answer to a getrequest: `C:<id>:<text>`, one a line. */
export function parseCommandLines(body: string): { id: string; text: string }[] {
  return body.split(/\r?\n/).flatMap((line) => {
    const match = /^C:([0-9A-Za-z]{1,16}):(.+)$/.exec(line);
    return match === null ? [] : [{ id: match[1] ?? '', text: match[2] ?? '' }];
  });
}

type Command = (terminal: CommandedTerminal, rest: string) => CommandAnswer | Promise<CommandAnswer>;

const done =
  (tail: string): Command =>
  () => ({ returnCode: 0, tail });
const NO_SUCH_USER = -10;
const UNSUPPORTED = -1002;

/** The commands of a simulated terminal, longest name first. */
const COMMANDS: [name: string, command: Command][] = [
  ['DATA QUERY ATTLOG', queryAttlog],
  ['DATA QUERY USERINFO', queryUsers],
  ['DATA UPDATE USERINFO', updateUser],
  ['DATA DELETE USERINFO', deleteUser],
  ['VERIFY SUM ATTLOG', verifySum],
  ['RELOAD OPTIONS', done('RELOAD OPTIONS')],
  ['SET OPTION', setOption],
  ['AC_UNLOCK', done('AC_UNLOCK')],
  ['AC_UNALARM', done('AC_UNALARM')],
  ['REBOOT', reboot],
  ['CHECK', done('CHECK')],
  ['INFO', info],
  ['LOG', done('LOG')],
];

/** Executes one command the way a terminal does; what it does not know is -1002, like real firmware. */
export async function answerCommand(terminal: CommandedTerminal, text: string): Promise<CommandAnswer> {
  const found = COMMANDS.find(([name]) => text === name || text.startsWith(`${name} `));
  if (found === undefined) return { returnCode: UNSUPPORTED, tail: text.split(' ', 1)[0] ?? '' };
  return found[1](terminal, text.slice(found[0].length).trim());
}

/** The fields of a command, `KEY=value` separated by tabs. */
export function fieldsOf(rest: string): Map<string, string> {
  return new Map(rest.split('\t').map((piece) => [piece.split('=', 1)[0] ?? '', piece.slice(piece.indexOf('=') + 1)]));
}

async function queryAttlog(terminal: CommandedTerminal, rest: string): Promise<CommandAnswer> {
  const fields = fieldsOf(rest);
  const count = await terminal.uploadSpan(fields.get('StartTime') ?? '', fields.get('EndTime') ?? '');
  return { returnCode: count ?? -3, tail: 'DATA QUERY ATTLOG' };
}

async function queryUsers(terminal: CommandedTerminal, rest: string): Promise<CommandAnswer> {
  const count = await terminal.uploadUsers(fieldsOf(rest).get('PIN') ?? null);
  return { returnCode: count ?? -3, tail: 'DATA QUERY USERINFO' };
}

function verifySum(terminal: CommandedTerminal, rest: string): CommandAnswer {
  const [from, to] = ['StartTime', 'EndTime'].map((key) => fieldsOf(rest).get(key) ?? '');
  const sum = terminal.countSpan(from ?? '', to ?? '');
  return { returnCode: 0, tail: `VERIFY SUM&StartTime=${from}&EndTime=${to}&AttlogSum=${sum}` };
}

function updateUser(terminal: CommandedTerminal, rest: string): CommandAnswer {
  const fields = fieldsOf(rest);
  const pin = fields.get('PIN') ?? '';
  if (pin === '') return { returnCode: -1, tail: 'DATA' };
  terminal.users.set(pin, {
    name: fields.get('Name') ?? '',
    card: fields.get('Card') ?? '',
    privilege: fields.get('Pri') ?? '0',
  });
  return { returnCode: 0, tail: 'DATA' };
}

function deleteUser(terminal: CommandedTerminal, rest: string): CommandAnswer {
  const known = terminal.users.delete(fieldsOf(rest).get('PIN') ?? '');
  return { returnCode: known ? 0 : NO_SUCH_USER, tail: 'DATA' };
}

function setOption(terminal: CommandedTerminal, rest: string): CommandAnswer {
  const mark = rest.indexOf('=');
  const [key, value] = [rest.slice(0, mark), rest.slice(mark + 1)];
  if (key === 'DateTime') terminal.setClock(countedWallClock(Number(value)));
  else terminal.options[key] = value;
  return { returnCode: 0, tail: 'SET OPTION' };
}

/** The wall clock of a `DateTime` number (push.md A7), counted the other way round than the server counts it. */
function countedWallClock(count: number): string {
  const parts: number[] = [];
  let rest = count;
  for (const base of [60, 60, 24, 31, 12]) {
    parts.unshift(rest % base);
    rest = Math.floor(rest / base);
  }
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${2000 + rest}-${two(month + 1)}-${two(day + 1)} ${two(hour)}:${two(minute)}:${two(second)}`;
}

function reboot(terminal: CommandedTerminal): CommandAnswer {
  terminal.restart();
  return { returnCode: 0, tail: 'REBOOT' };
}

/** INFO answers with the terminal's options on the lines that follow (push.md A6). */
function info(terminal: CommandedTerminal): CommandAnswer {
  const lines = Object.entries(terminal.options).map(([key, value]) => `~${key}=${value}`);
  return { returnCode: 0, tail: ['INFO', ...lines].join('\n') };
}
