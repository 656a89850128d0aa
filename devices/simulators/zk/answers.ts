import { attendanceDataset, freeSizes, garbageDataset, userDataset } from './datasets';
import type { ZkSimulatorOptions } from './simulator-options';
import type { TerminalMemory } from './terminal-memory';
import { expectedAuth, packWallClock, type WirePacket, words } from './wire-format';

/** What a terminal knows of one client: its session, whether it may ask, its buffer, its wish for events. */
export interface ClientState {
  readonly session: number;
  readonly framed: boolean;
  authorised: boolean;
  buffer: Buffer | undefined;
  eventMask: number;
}

type Answer = readonly [command: number, data?: Buffer, session?: number][];

const ACK_OK = 2000;
const ACK_ERROR = 2001;
const ACK_UNAUTH = 2005;
const ACK_UNKNOWN = 65_535;
const PREPARE_DATA = 1500;
const DATA = 1501;
const NO_AUTH_NEEDED = new Set([1000, 1001, 1102]);

/** Answers commands as a terminal does (zk.md B), without any fault. */
export class TerminalAnswers {
  constructor(
    private readonly options: ZkSimulatorOptions,
    private readonly memory: TerminalMemory,
  ) {}

  /** The packets that answer a request. */
  to(request: WirePacket, client: ClientState): WirePacket[] {
    const answer = this.#mayAsk(request, client) ? this.#answer(request, client) : [[ACK_UNAUTH] as const];
    return answer.map(([command, data = Buffer.alloc(0), session = client.session]) => ({
      command,
      session,
      replyId: request.replyId,
      data,
    }));
  }

  #mayAsk(request: WirePacket, client: ClientState): boolean {
    return client.authorised || NO_AUTH_NEEDED.has(request.command);
  }

  readonly #handlers: ReadonlyMap<number, (data: Buffer, client: ClientState) => Answer> = new Map([
    [1000, (_data: Buffer, client: ClientState): Answer => [[client.authorised ? ACK_OK : ACK_UNAUTH]]],
    [1102, (data, client) => this.#authenticate(data, client)],
    [1001, () => [[ACK_OK]]],
    [1002, () => [[ACK_OK]]],
    [1003, () => [[ACK_OK]]],
    [11, (data) => this.#option(data)],
    [50, () => [[ACK_OK, this.#sizes()]]],
    [201, () => [[ACK_OK, words(packWallClock(this.memory.wallClock()))]]],
    [1100, () => [[ACK_OK, Buffer.from(`${this.options.firmware ?? 'Ver 6.60 Apr 26 2016'}\0`)]]],
    [500, (data, client) => this.#register(data, client)],
    [1503, (data, client) => this.#prepareBuffer(data, client)],
    [1504, (data, client) => this.#readBuffer(data, client)],
    [1502, (_data, client) => this.#freeBuffer(client)],
    [
      13,
      (_data, client) => this.#direct(this.options.directReadIsGarbage ? this.#garbage() : this.#attendance(), client),
    ],
    [9, (_data, client) => this.#direct(userDataset(this.options.userBytes ?? 72, this.memory.users), client)],
  ]);

  #answer(request: WirePacket, client: ClientState): Answer {
    return this.#handlers.get(request.command)?.(request.data, client) ?? this.#destroy(request.command);
  }

  /** Old firmware's direct reads come in packets of 1008 bytes (zk.md B.8). */
  #direct(dataset: Buffer, client: ClientState): Answer {
    return this.#transfer(dataset, client, this.options.dataPacketBytes ?? 1008);
  }

  /** Destructive commands work, as they do on hardware: a client that sends them is found out by the damage and by the list of commands. */
  #destroy(command: number): Answer {
    if (command === 14 || command === 15) this.memory.punches = [];
    if (command === 14) this.memory.users = [];
    return [[[14, 15, 18, 8, 202, 12, 1004].includes(command) ? ACK_OK : ACK_UNKNOWN]];
  }

  #authenticate(data: Buffer, client: ClientState): Answer {
    client.authorised = expectedAuth(this.options.commKey ?? 0, client.session).equals(data);
    return [[client.authorised ? ACK_OK : ACK_UNAUTH]];
  }

  #option(data: Buffer): Answer {
    const key = data.toString('latin1').replace(/\0+$/, '');
    const { serial = 'SIM0000000001', deviceName = 'F18', options = {} } = this.options;
    const known: Readonly<Record<string, string>> = {
      '~SerialNumber': serial,
      '~DeviceName': deviceName,
      '~Platform': 'ZMM220_TFT',
      MAC: '00:17:61:00:00:01',
      '~OEMVendor': 'ZKTeco',
      '~PIN2Width': '9',
      ...options,
    };
    const value = known[key];
    return value === undefined ? [[ACK_ERROR]] : [[ACK_OK, Buffer.from(`${key}=${value}\0`)]];
  }

  #sizes(): Buffer {
    const count = this.options.reportedCount ?? this.memory.punches.length + (this.options.countError ?? 0);
    return freeSizes(this.options.freeSizesBytes ?? 80, this.memory.users.length, count, this.memory.capacity);
  }

  #register(data: Buffer, client: ClientState): Answer {
    client.eventMask = data.length >= 4 ? data.readUInt32LE(0) : 0;
    return [[ACK_OK]];
  }

  #attendance(): Buffer {
    return attendanceDataset(this.options.layout ?? '40', this.memory.punches, this.options.totalError ?? 0);
  }

  #garbage(): Buffer {
    return garbageDataset(this.options.layout ?? '40', this.memory.punches.length);
  }

  #prepareBuffer(data: Buffer, client: ClientState): Answer {
    if (this.options.buffered === false) return [[ACK_UNKNOWN]];
    const wanted = data.length >= 11 ? data.readUInt16LE(1) : 0;
    if (wanted === 13 && this.memory.punches.length === 0) return this.#emptyLog();
    if (wanted !== 13 && wanted !== 9) return [[ACK_ERROR]];
    const dataset = wanted === 13 ? this.#attendance() : userDataset(this.options.userBytes ?? 72, this.memory.users);
    if (dataset.length <= (this.options.inlineBytes ?? 1024)) return [[DATA, dataset, this.#dataSession(client)]];
    if (this.options.prepareAnswer === 'transfer') return this.#transfer(dataset, client, this.#packetBytes(client));
    client.buffer = dataset;
    return [[ACK_OK, Buffer.concat([Buffer.alloc(1), words(dataset.length, dataset.length, 0x5a5a1234)])]];
  }

  #emptyLog(): Answer {
    switch (this.options.emptyLog ?? 'inline') {
      case 'inline':
        return [[DATA, words(0)]];
      case 'bare-ack':
        return [[ACK_OK]];
      case 'zero-size':
        return [[ACK_OK, Buffer.alloc(13)]];
      case 'error':
        return [[ACK_ERROR]];
    }
  }

  #readBuffer(data: Buffer, client: ClientState): Answer {
    if (!client.buffer || data.length < 8) return [[ACK_ERROR]];
    const start = data.readUInt32LE(0);
    const chunk = client.buffer.subarray(start, start + data.readUInt32LE(4));
    if (this.options.chunkAnswer === 'data') return this.#dataPackets(chunk, client, this.#packetBytes(client));
    return this.#transfer(chunk, client, this.#packetBytes(client));
  }

  #freeBuffer(client: ClientState): Answer {
    client.buffer = undefined;
    return [[ACK_OK]];
  }

  #packetBytes(client: ClientState): number {
    const most = client.framed ? 65_528 : 1024;
    return Math.min(this.options.dataPacketBytes ?? most, most);
  }

  #dataSession(client: ClientState): number {
    return this.options.dataSession === 'zero' ? 0 : client.session;
  }

  #dataPackets(dataset: Buffer, client: ClientState, packetBytes: number): Answer {
    const most = client.framed ? packetBytes : Math.min(packetBytes, 1024);
    const packets: [number, Buffer, number][] = [];
    for (let at = 0; at < dataset.length; at += most)
      packets.push([DATA, dataset.subarray(at, at + most), this.#dataSession(client)]);
    return packets;
  }

  #transfer(dataset: Buffer, client: ClientState, packetBytes: number): Answer {
    const closing = this.options.closingSession === 'size' ? dataset.length & 0xffff : client.session;
    return [
      [PREPARE_DATA, words(dataset.length, packetBytes)],
      ...this.#dataPackets(dataset, client, packetBytes),
      [ACK_OK, Buffer.alloc(0), closing],
    ];
  }
}
