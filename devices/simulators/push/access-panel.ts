import type { PolledDevice } from './device-loop';
import { PushConnection, type PushConnectionOptions } from './push-connection';
import { fieldsOf, parseCommandLines, type TerminalUser } from './terminal-commands';

/** An event in a simulated panel's log (push.md A4, rtlog); pin `0` is an event of the panel itself. */
export interface PanelEvent {
  wallClock: string;
  pin: string;
  event: number;
  door: number;
  inOut: number;
  verifyType: string;
  cardNo: string;
}

export interface AccessPanelOptions extends PushConnectionOptions {
  events?: readonly PanelEvent[];
  batchLines?: number;
  /** Whether it tells how many events it holds when it asks for commands. */
  tellsCount?: boolean;
}

/**
 * An access panel that calls its server (security PUSH 3.x, push.md A1): it registers, sends events as they happen (`rtlog`), door states
 * (`rtstate`) and on command its whole table, of which it believes only the answer `transaction=<count>`.
 */
export class AccessPanelSimulator implements PolledDevice {
  readonly connection: PushConnection;
  readonly events: PanelEvent[];
  readonly commands: string[] = [];
  /** Its table of users by pin. */
  readonly users = new Map<string, TerminalUser>();
  /** What it returns for a user that it does not take, e.g. -1001 when it is full (push.md A6); null = it takes them. */
  refusesUsers: number | null = null;
  /** Its reports of commands get lost on the way: it has done what it was told, and nobody knows. */
  losesReports = false;
  registryCode: string | null = null;
  configured = false;
  /** Of its clock, east of UTC. */
  offsetMinutes = 0;
  delaySeconds = 10;
  errorDelaySeconds = 30;
  private acknowledged = 0;
  private readonly states: string[] = [];

  constructor(private readonly settings: AccessPanelOptions) {
    this.connection = new PushConnection(settings);
    this.events = [...(settings.events ?? [])];
  }

  get pending(): number {
    return this.events.length - this.acknowledged;
  }

  /** Something happens that the panel believes to have sent, and that never came. */
  lose(...events: readonly PanelEvent[]): void {
    this.acknowledged = this.events.push(...events);
  }

  /** Its table is emptied. */
  clear(): void {
    this.events.length = 0;
    this.acknowledged = 0;
  }

  /** Asks the server for its zone, by which panels set their clocks (push.md A2, rtdata). */
  async askZone(): Promise<void> {
    const answer = await this.connection.get('rtdata', { type: 'time' });
    const [, sign, hours, minutes] = /ServerTZ=([+-])(\d{2})(\d{2})/.exec(answer?.body ?? '') ?? [];
    if (hours !== undefined) this.offsetMinutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  }

  /** Somebody is let in now. */
  punch(pin: string): void {
    const wallClock = new Date(Date.now() + this.offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    this.events.push({ wallClock, pin, event: 0, door: 1, inOut: 0, verifyType: '4', cardNo: this.users.get(pin)?.card ?? '0' });
  }

  /** A door changes: sensor 1 closed, 2 open (push.md A4, rtstate). */
  doorState(wallClock: string, sensor: number, relay: number): void {
    this.states.push(`time=${wallClock}\tsensor=0${sensor}\trelay=0${relay}\talarm=0000000000000000\tdoor=01`);
  }

  async round(): Promise<boolean> {
    if (!this.configured && !(await this.connect())) return false;
    return (await this.uploadEvents()) && (await this.uploadStates()) && (await this.poll());
  }

  /** Handshake, registration when the server asks for it, configuration; true when the panel is configured. */
  async connect(): Promise<boolean> {
    const shake = await this.connection.get('cdata', { options: 'all', pushver: '3.1.2', DeviceType: 'acc' });
    if (shake === null) return false;
    if (!shake.body.startsWith('registry=ok') && !(await this.register())) return false;
    const answer = shake.body.startsWith('registry=ok') ? shake : await this.connection.get('push', {});
    if (answer === null) return false;
    this.obey(answer.body);
    return this.configured;
  }

  private async register(): Promise<boolean> {
    const capabilities =
      'DeviceType=acc,~DeviceName=SIM-C3,FirmVer=AC Ver 5.4.3-sim,LockCount=1,~OEMVendor=ZKTECO CO., LTD.';
    const answer = await this.connection.post('registry', {}, Buffer.from(capabilities));
    this.registryCode = /^RegistryCode=([!-~]{1,32})\s*$/.exec(answer?.body ?? '')?.[1] ?? null;
    return this.registryCode !== null;
  }

  private obey(text: string): void {
    const options = new Map(
      text.split(/\r?\n/).map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]),
    );
    this.registryCode = options.get('RegistryCode') ?? this.registryCode;
    this.delaySeconds = Number(options.get('RequestDelay') ?? 10);
    this.errorDelaySeconds = Number(options.get('ErrorDelay') ?? 30);
    this.configured = options.has('SessionID');
  }

  /** Sends what waits as rtlog; stops at the first upload that is not acknowledged. */
  async uploadEvents(): Promise<boolean> {
    while (this.pending > 0) {
      const batch = this.events.slice(this.acknowledged, this.acknowledged + (this.settings.batchLines ?? 1));
      const lines = batch.map((event, offset) => rtlogText(event, this.acknowledged + offset + 1));
      const answer = await this.connection.upload('cdata', { table: 'rtlog' }, Buffer.from(lines.join('\r\n')));
      if (answer?.body !== 'OK') return false;
      this.acknowledged += batch.length;
    }
    return true;
  }

  async uploadStates(): Promise<boolean> {
    for (let line = this.states[0]; line !== undefined; line = this.states[0]) {
      if ((await this.connection.upload('cdata', { table: 'rtstate' }, Buffer.from(line))) === null) return false;
      this.states.shift();
    }
    return true;
  }

  /** Sends the whole table (`table=tabledata&tablename=transaction`); true only for the answer `transaction=<count>`. */
  async uploadTable(): Promise<boolean> {
    const answer = await this.connection.upload(
      'cdata',
      { table: 'tabledata', ...this.tableQuery() },
      this.tableBody(),
    );
    return answer?.body === `transaction=${this.events.length}`;
  }

  async poll(): Promise<boolean> {
    const answer = await this.connection.get('getrequest', this.settings.tellsCount === true ? { INFO: `AC Ver 5.4.3-sim,0,0,${this.events.length}` } : {});
    if (answer === null) return false;
    for (const { id, text } of parseCommandLines(answer.body)) {
      this.commands.push(text);
      const returnCode = await this.carryOut(id, text);
      if (this.losesReports) continue;
      const result = Buffer.from(`ID=${id}&Return=${returnCode}&CMD=${text.split(' ').slice(0, 2).join(' ')}\n`);
      if ((await this.connection.post('devicecmd', {}, result)) === null) return false;
    }
    return true;
  }

  /** Does what a command says; the code of its report. */
  private async carryOut(id: string, text: string): Promise<number> {
    if (text.startsWith('DATA QUERY tablename=transaction')) return this.answerQuery(id, 'transaction', this.events.length, this.tableBody());
    if (text.startsWith('DATA QUERY tablename=user,')) return this.answerQuery(id, 'user', this.users.size, this.userBody());
    return text.startsWith('DATA UPDATE user ') ? this.updateUser(fieldsOf(text.slice('DATA UPDATE user '.length))) : 0;
  }

  private updateUser(fields: ReadonlyMap<string, string>): number {
    if (this.refusesUsers !== null) return this.refusesUsers;
    const pin = fields.get('Pin') ?? '';
    if (pin === '') return -1;
    this.users.set(pin, { name: fields.get('Name') ?? '', card: fields.get('CardNo') ?? '', privilege: fields.get('Privilege') ?? '0' });
    return 0;
  }

  private async answerQuery(cmdid: string, tablename: string, count: number, body: Buffer): Promise<number> {
    const query = { type: 'tabledata', cmdid, packcnt: '1', packidx: '1', tablename, count: String(count) };
    const answer = await this.connection.upload('querydata', query, body);
    return answer?.body === `${tablename}=${count}` ? count : -3;
  }

  /** Sends its users by itself, as panels do after somebody was entered on them; true only for the answer `user=<count>`. */
  async uploadUsers(): Promise<boolean> {
    const query = { table: 'tabledata', tablename: 'user', count: String(this.users.size) };
    const answer = await this.connection.upload('cdata', query, this.userBody());
    return answer?.body === `user=${this.users.size}`;
  }

  private userBody(): Buffer {
    const lines = [...this.users].map(([pin, { name, card, privilege }], index) => `user uid=${index + 1}\tcardno=${card}\tpin=${pin}\tpassword=\tgroup=1\tstarttime=0\tendtime=0\tname=${name}\tprivilege=${privilege}`);
    return Buffer.from(lines.join('\r\n'));
  }

  private tableQuery(): Record<string, string> {
    return { tablename: 'transaction', count: String(this.events.length) };
  }

  private tableBody(): Buffer {
    return Buffer.from(this.events.map((event, index) => transactionText(event, index + 1)).join('\r\n'));
  }
}

/** An event as a real-time line (push.md A4, rtlog). */
export function rtlogText(event: PanelEvent, index: number): string {
  const { wallClock, pin, cardNo, door, inOut, verifyType } = event;
  return [
    `time=${wallClock}`,
    `pin=${pin}`,
    `cardno=${cardNo}`,
    'sitecode=0\tlinkid=0',
    `eventaddr=${door}`,
    `event=${event.event}`,
    `inoutstatus=${inOut}`,
    `verifytype=${verifyType}`,
    `index=${index}`,
  ].join('\t');
}

/** The same event as a line of the transaction table, its time as one number (push.md A7). */
export function transactionText(event: PanelEvent, index: number): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = event.wallClock.split(/[-: ]/).map(Number);
  const days = (year - 2000) * 372 + (month - 1) * 31 + day - 1;
  const time = days * 86_400 + hour * 3600 + minute * 60 + second;
  return [
    `transaction cardno=${event.cardNo}`,
    `pin=${event.pin}`,
    `verified=${event.verifyType}`,
    `doorid=${event.door}`,
    `eventtype=${event.event}`,
    `inoutstate=${event.inOut}`,
    `time_second=${time}`,
    `index=${index}`,
  ].join('\t');
}
