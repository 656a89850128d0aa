import { createSocket, type RemoteInfo, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type ClientState, TerminalAnswers } from './answers';
import { attendanceEvent } from './datasets';
import { TcpDelivery } from './delivery';
import { bendPackets, FaultPlan, type Outgoing, writeAnswer } from './faults';
import type { SimulatedPunch, ZkFault, ZkFaultEffect, ZkSimulatorOptions } from './simulator-options';
import { TerminalMemory } from './terminal-memory';
import { cutFrames, hasRightChecksum, readPacket, type WirePacket } from './wire-format';

/** A packet that reached the simulator. */
export interface ReceivedCommand {
  readonly command: number;
  readonly data: string;
  readonly checksumRight: boolean;
  readonly transport: 'tcp' | 'udp';
}

interface Client extends ClientState {
  send(outgoing: Outgoing): void;
  drop(): void;
  unsentEvents: SimulatedPunch[];
  awaitingAck: boolean;
}

const ACK_OK = 2000;
const EVENT = 500;
const EVENT_ATTLOG = 1;
const HOST = '127.0.0.1';

/** A ZK terminal on 127.0.0.1, over TCP and UDP on the same port, with everything that can go wrong with one (zk.md B, A.4). */
export class ZkTerminalSimulator {
  readonly memory: TerminalMemory;
  readonly received: ReceivedCommand[] = [];
  /** Streams or packets that were not the protocol's. */
  malformed = 0;
  readonly #faults: FaultPlan;
  readonly #answers: TerminalAnswers;
  readonly #tcpClients = new Map<Socket, Client>();
  readonly #udpClients = new Map<string, Client>();
  #server: Server | undefined;
  #udp: UdpSocket | undefined;
  #sessions = 0x1f2d;
  #port = 0;

  constructor(private readonly options: ZkSimulatorOptions = {}) {
    this.memory = new TerminalMemory(options);
    this.#faults = new FaultPlan(options.faults ?? []);
    this.#answers = new TerminalAnswers(options, this.memory);
  }

  get port(): number {
    return this.#port;
  }

  /** TCP connections that are open now. */
  get openConnections(): number {
    return this.#tcpClients.size;
  }

  /** Starts listening; resolves with the port. */
  async start(): Promise<number> {
    const transports = this.options.transports ?? ['tcp', 'udp'];
    this.#port = this.options.port ?? 0;
    if (transports.includes('tcp')) await this.#listenTcp();
    if (transports.includes('udp')) await this.#listenUdp();
    return this.#port;
  }

  /** Drops all clients and stops listening. */
  async stop(): Promise<void> {
    this.dropClients();
    const server = this.#server;
    const udp = this.#udp;
    this.#server = undefined;
    this.#udp = undefined;
    if (server) await new Promise((resolve) => server.close(resolve));
    if (udp) await new Promise<void>((resolve) => udp.close(resolve));
  }

  /** What a reboot does to clients: their connections are reset. */
  dropClients(): void {
    for (const client of this.#tcpClients.values()) client.drop();
    this.#tcpClients.clear();
    this.#udpClients.clear();
  }

  /** Sets the faults from now on; none repairs the terminal. */
  setFaults(faults: readonly ZkFault[]): void {
    this.#faults.replace(faults);
  }

  /** Somebody punches: the log grows and clients that asked for events get one. */
  punch(punch: SimulatedPunch): void {
    this.memory.record(punch);
    for (const client of [...this.#tcpClients.values(), ...this.#udpClients.values()]) {
      if ((client.eventMask & EVENT_ATTLOG) === 0) continue;
      client.unsentEvents.push(punch);
      this.#pushEvents(client);
    }
  }

  #pushEvents(client: Client): void {
    while (client.unsentEvents.length > 0 && !(this.options.eventsWaitForAck && client.awaitingAck)) {
      client.awaitingAck = true;
      client.send(writeAnswer([this.#eventPacket(client.unsentEvents.shift())], [], client.framed));
    }
  }

  #eventPacket(punch = this.memory.punchOfNow()): WirePacket {
    return {
      command: EVENT,
      session: EVENT_ATTLOG,
      replyId: 0,
      data: attendanceEvent(this.options.eventBytes ?? 32, punch),
    };
  }

  async #listenTcp(): Promise<void> {
    const server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
    this.#server = server;
    server.listen(this.#port, HOST);
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  async #listenUdp(): Promise<void> {
    const udp = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 });
    this.#udp = udp;
    udp.on('message', (payload, from) => this.#receiveDatagram(payload, from, udp));
    udp.bind(this.#port, HOST);
    await once(udp, 'listening');
    this.#port = udp.address().port;
  }

  #newClient(framed: boolean, send: Client['send'], drop: Client['drop']): Client {
    this.#sessions = (this.#sessions + 1) & 0xffff;
    const authorised = (this.options.commKey ?? 0) === 0 && !this.options.alwaysAuthenticate;
    return {
      session: this.#sessions,
      framed,
      authorised,
      buffer: undefined,
      eventMask: 0,
      send,
      drop,
      unsentEvents: [],
      awaitingAck: false,
    };
  }

  #accept(socket: Socket): void {
    socket.on('error', () => undefined);
    const isSecond = this.#tcpClients.size > 0;
    if (isSecond && this.options.secondClient === 'reset') return void socket.resetAndDestroy();
    const delivery = new TcpDelivery(socket, this.options.delivery ?? { kind: 'coalesced' });
    const client = this.#newClient(
      true,
      (outgoing) => delivery.send(outgoing),
      () => socket.resetAndDestroy(),
    );
    this.#tcpClients.set(socket, client);
    socket.once('close', () => this.#tcpClients.delete(socket));
    if (isSecond && this.options.secondClient === 'hangs') return void socket.resume();
    let stream: Buffer = Buffer.alloc(0);
    socket.on('data', (piece) => {
      const cut = cutFrames(Buffer.concat([stream, piece]));
      if (!cut) return this.#refuse(socket);
      stream = cut.rest;
      for (const payload of cut.payloads) this.#receive(payload, client);
    });
  }

  #refuse(socket: Socket): void {
    this.malformed += 1;
    socket.resetAndDestroy();
  }

  #receiveDatagram(payload: Buffer, from: RemoteInfo, udp: UdpSocket): void {
    if (payload.length < 8) {
      this.malformed += 1;
      return;
    }
    const key = `${from.address}:${from.port}`;
    const client =
      this.#udpClients.get(key) ??
      this.#newClient(
        false,
        (outgoing) => sendDatagrams(outgoing, from, udp),
        () => undefined,
      );
    this.#udpClients.set(key, client);
    this.#receive(payload, client);
  }

  #receive(payload: Buffer, client: Client): void {
    const request = readPacket(payload);
    const checksumRight = hasRightChecksum(payload);
    this.received.push({
      command: request.command,
      data: request.data.toString('hex'),
      checksumRight,
      transport: client.framed ? 'tcp' : 'udp',
    });
    if (!checksumRight && this.options.strictChecksum !== false) return;
    if (request.command === ACK_OK) return this.#eventAcknowledged(client);
    const effects = this.#faults.arrived(request.command);
    for (const effect of effects) this.#change(effect);
    const packets = bendPackets(this.#answers.to(request, client), effects, () => this.#eventPacket());
    client.send(writeAnswer(packets, effects, client.framed));
    if (request.command === 1001)
      this.#udpClients.forEach((known, key) => known === client && this.#udpClients.delete(key));
  }

  #eventAcknowledged(client: Client): void {
    client.awaitingAck = false;
    this.#pushEvents(client);
  }

  #change(effect: ZkFaultEffect): void {
    if (effect.kind === 'punch') for (let i = 0; i < effect.count; i += 1) this.punch(this.memory.punchOfNow());
    if (effect.kind === 'clear') this.memory.punches = [];
    if (effect.kind === 'reboot') this.dropClients();
  }
}

function sendDatagrams(outgoing: Outgoing, to: RemoteInfo, udp: UdpSocket): void {
  let wait = 0;
  let sent = 0;
  const emit = (bytes: Buffer): void => udp.send(bytes, to.port, to.address, () => undefined);
  for (const packet of outgoing.packets) {
    sent += packet.bytes.length;
    if (outgoing.cut && sent > outgoing.cut.afterBytes) return;
    wait += packet.delayMs;
    if (wait > 0) setTimeout(emit, wait, packet.bytes).unref();
    else emit(packet.bytes);
  }
}
