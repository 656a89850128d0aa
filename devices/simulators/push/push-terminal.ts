import { PushConnection, type PushConnectionOptions } from './push-connection';
import { answerCommand, type CommandedTerminal, parseCommandLines, type TerminalUser } from './terminal-commands';
import { type AttlogVariant, attlogText, inSpan, type LoggedPunch } from './terminal-log';
import type { PolledDevice } from './device-loop';

export interface PushTerminalOptions extends PushConnectionOptions {
  log?: readonly LoggedPunch[];
  batchLines?: number;
  variant?: AttlogVariant;
  pushVersion?: string | null;
  /** The terminal's clock is this much ahead of `now` (epoch milliseconds) shifted by its zone. */
  clockOffsetSeconds?: number;
  now?: () => number;
}

/**
 * An attendance terminal that calls its server (attendance PUSH 2.x, push.md A1): it keeps every punch until the server has answered 200,
 * sends it again until then, and does what the server commands.
 */
export class PushTerminalSimulator implements PolledDevice, CommandedTerminal {
  readonly connection: PushConnection;
  readonly log: LoggedPunch[];
  readonly users = new Map<string, TerminalUser>();
  readonly options: Record<string, string> = {
    DeviceName: 'SIM-A1',
    FirmVer: 'Ver 8.0.4-sim',
    MAC: '02:00:00:00:00:01',
  };
  readonly operations: string[] = [];
  /** Commands as they came, e.g. to see that they came. */
  readonly commands: string[] = [];
  delaySeconds = 10;
  errorDelaySeconds = 30;
  clockOffsetSeconds: number;
  offsetMinutes = 0;
  shaken = false;
  private acknowledged = 0;
  private acknowledgedOperations = 0;
  private maxPostBytes = Number.MAX_SAFE_INTEGER;

  constructor(private readonly settings: PushTerminalOptions) {
    this.connection = new PushConnection(settings);
    this.log = [...(settings.log ?? [])];
    this.clockOffsetSeconds = settings.clockOffsetSeconds ?? 0;
  }

  /** Punches that the server has not acknowledged. */
  get pending(): number {
    return this.log.length - this.acknowledged;
  }

  /** The terminal's own clock. */
  wallClock(): string {
    const at = (this.settings.now ?? Date.now)() + this.offsetMinutes * 60_000 + this.clockOffsetSeconds * 1000;
    return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  }

  /** Somebody punches now, by the terminal's own clock. */
  punch(pin: string, state = 0, verify = 1): LoggedPunch {
    const punch = { pin, wallClock: this.wallClock(), state, verify, workCode: '0' };
    this.log.push(punch);
    return punch;
  }

  /** Something was done at the terminal (push.md A4, OPLOG codes). */
  operate(code: number, admin = '1', values: readonly number[] = [0, 0, 0, 0]): void {
    this.operations.push(`OPLOG ${code}\t${admin}\t${this.wallClock()}\t${values.join('\t')}`);
  }

  async round(): Promise<boolean> {
    if (!this.shaken && !(await this.handshake())) return false;
    return (await this.uploadPunches()) && (await this.uploadOperations()) && (await this.poll());
  }

  /** Asks for the option block and obeys it; true when it was given. */
  async handshake(): Promise<boolean> {
    const version = this.settings.pushVersion === undefined ? '2.4.1' : this.settings.pushVersion;
    const query = {
      options: 'all',
      language: '73',
      ...(version === null ? {} : { pushver: version, PushOptionsFlag: '1' }),
    };
    const answer = await this.connection.get('cdata', query);
    if (answer === null || !answer.body.startsWith(`GET OPTION FROM: ${this.connection.serial}`)) return false;
    this.obey(
      new Map(
        answer.body.split(/\r?\n/).map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]),
      ),
    );
    this.shaken = true;
    return true;
  }

  private obey(options: ReadonlyMap<string, string>): void {
    this.delaySeconds = Number(options.get('Delay') ?? 10);
    this.errorDelaySeconds = Number(options.get('ErrorDelay') ?? 30);
    this.maxPostBytes = Number(options.get('MaxPostSize') ?? Number.MAX_SAFE_INTEGER);
    this.offsetMinutes = zoneMinutes(options.get('TimeZone')) ?? this.offsetMinutes;
    if (options.get('ATTLOGStamp') === '0') this.acknowledged = 0;
  }

  /** Sends what waits, batch by batch; stops at the first batch that is not acknowledged. */
  async uploadPunches(): Promise<boolean> {
    while (this.pending > 0) {
      const batch = this.nextBatch();
      const body = this.attlogBody(batch);
      const answer = await this.connection.upload('cdata', { table: 'ATTLOG', Stamp: '9999' }, body);
      if (answer === null || !answer.body.startsWith('OK')) return false;
      this.acknowledged += batch.length;
    }
    return true;
  }

  private nextBatch(): LoggedPunch[] {
    const most = Math.min(this.settings.batchLines ?? 100, Math.max(1, Math.floor(this.maxPostBytes / 200)));
    return this.log.slice(this.acknowledged, this.acknowledged + most);
  }

  private attlogBody(batch: readonly LoggedPunch[]): Buffer {
    return Buffer.from(batch.map((punch) => `${attlogText(punch, this.settings.variant ?? 'plain')}\n`).join(''));
  }

  async uploadOperations(): Promise<boolean> {
    const lines = this.operations.slice(this.acknowledgedOperations);
    if (lines.length === 0) return true;
    const answer = await this.connection.upload(
      'cdata',
      { table: 'OPERLOG', OpStamp: '9999' },
      Buffer.from(`${lines.join('\n')}\n`),
    );
    if (answer === null) return false;
    this.acknowledgedOperations += lines.length;
    return true;
  }

  /** Asks for commands, executes them and reports each result (push.md A6); true when the server answered all of it. */
  async poll(): Promise<boolean> {
    const answer = await this.connection.get('getrequest', { INFO: this.info() });
    if (answer === null) return false;
    for (const { id, text } of parseCommandLines(answer.body)) {
      this.commands.push(text);
      const result = await answerCommand(this, text);
      const sent = await this.connection.post(
        'devicecmd',
        {},
        Buffer.from(`ID=${id}&Return=${result.returnCode}&CMD=${result.tail}\n`),
      );
      if (sent === null) return false;
    }
    return true;
  }

  /** The counters of a getrequest, in the order of push.md A2. */
  info(): string {
    const counts = [this.users.size, 0, this.log.length, '127.0.0.1', 10, 7, 0, 0, '11', 0, 0, 0];
    return [this.options['FirmVer'], ...counts].join(',');
  }

  /** Uploads a span of the log again (`DATA QUERY ATTLOG`); the number of records, or null when the server did not take it. */
  async uploadSpan(from: string, to: string): Promise<number | null> {
    const punches = this.log.filter((punch) => inSpan(punch, from, to));
    if (punches.length === 0) return 0;
    const answer = await this.connection.upload('cdata', { table: 'ATTLOG', Stamp: '9999' }, this.attlogBody(punches));
    return answer === null ? null : punches.length;
  }

  /** Uploads its users as lines of the operation log (push.md A4, USER). */
  async uploadUsers(pin: string | null): Promise<number | null> {
    const users = [...this.users].filter(([each]) => pin === null || each === pin);
    if (users.length === 0) return 0;
    const lines = users.map(([each, { name, card, privilege }]) => `USER PIN=${each}\tName=${name}\tPri=${privilege}\tPasswd=\tCard=${card}\tGrp=1`);
    const answer = await this.connection.upload('cdata', { table: 'OPERLOG', OpStamp: '9999' }, Buffer.from(`${lines.join('\n')}\n`));
    return answer === null ? null : users.length;
  }

  countSpan(from: string, to: string): number {
    return this.log.filter((punch) => inSpan(punch, from, to)).length;
  }

  setClock(wallClock: string): void {
    const now = (this.settings.now ?? Date.now)() + this.offsetMinutes * 60_000;
    this.clockOffsetSeconds = Math.round((Date.parse(`${wallClock.replace(' ', 'T')}Z`) - now) / 1000);
    this.operate(21);
  }

  restart(): void {
    this.shaken = false;
    this.operate(0);
  }
}

/** Minutes east of UTC that a terminal reads from `TimeZone` (push.md A7): hours, minutes, or hh:mm. */
export function zoneMinutes(text: string | undefined): number | null {
  const clock = /^([+-]?)(\d{1,2}):(\d{2})$/.exec(text ?? '');
  if (clock !== null) return (clock[1] === '-' ? -1 : 1) * (Number(clock[2]) * 60 + Number(clock[3]));
  if (text === undefined || !/^-?\d+$/.test(text)) return null;
  return Math.abs(Number(text)) <= 14 ? Number(text) * 60 : Number(text);
}
