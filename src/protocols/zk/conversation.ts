import { ZK_COMMANDS, ZK_REPLIES, isSendable } from './commands';
import { scrambleCommKey } from './comm-key';
import { OneAtATime } from './one-at-a-time';
import { decodePacket, encodePacket, type ZkPacket } from './packet';
import { decodeEvent, type ZkEvent } from './realtime-event';
import type { Wire } from './wire';
import { toZkError, ZkCodecError, ZkError } from './zk-error';

/** Deadlines of a conversation, in milliseconds. */
export interface ConversationTiming {
  /** For an answer, and for silence inside a bulk transfer. */
  readonly requestTimeoutMs: number;
  /** For one whole bulk read, however lively it is. */
  readonly transferTimeoutMs: number;
}

/** Takes the packets that answer one request until `accept` says that the answer is whole; `restart` forgets them before the request is repeated. */
export interface AnswerCollector {
  accept(packet: ZkPacket): boolean;
  restart(): void;
}

interface Exchange {
  readonly command: number;
  readonly data: Buffer;
  readonly collector: AnswerCollector;
  readonly until: number;
  readonly resolve: () => void;
  readonly reject: (error: ZkError) => void;
  replyId: number;
  attemptsLeft: number;
  timer: NodeJS.Timeout | undefined;
}

const ATTEMPTS_WHEN_LOSSY = 3;
const LAST_REPLY_ID = 65_534;

/**
 * Requests and answers with one terminal: one request in flight, answers matched by reply id and never by session, checksums verified,
 * events put aside and acknowledged, a deadline on everything. The first failure ends it and drops the wire (zk.md B.3, B.11, E.2).
 */
export class ZkConversation {
  readonly #queue = new OneAtATime();
  #session = 0;
  #replyId: number;
  #strays = 0;
  #exchange: Exchange | undefined;
  #failure: ZkError | undefined;
  #onEvent: ((event: ZkEvent) => void) | undefined;
  #onFailure: ((error: ZkError) => void) | undefined;

  constructor(
    readonly wire: Wire,
    readonly timing: ConversationTiming,
    firstReplyId = 0,
  ) {
    this.#replyId = firstReplyId - 1;
  }

  /** What ended the conversation, if anything did. */
  get failure(): ZkError | undefined {
    return this.#failure;
  }

  /** Opens the wire, connects and, when the terminal asks for it, authenticates with the comm key, 0 included (zk.md B.4, B.5). */
  async open(commKey: number): Promise<void> {
    await this.wire
      .open({
        packet: (payload) => this.#take(payload),
        progress: () => this.#progressed(),
        failed: (error) => this.fail(error),
      })
      .catch((error: unknown) => this.#failAndThrow(error));
    const reply = await this.ask(ZK_COMMANDS.connect.code);
    this.#session = reply.session;
    if (reply.command === ZK_REPLIES.unauthorised) await this.#authenticate(commKey);
    else if (reply.command !== ZK_REPLIES.ok)
      this.#failAndThrow(
        new ZkError(
          'Unsupported',
          `the terminal answered CONNECT with ${reply.command}: its firmware does not speak this protocol`,
        ),
      );
  }

  /** Sends a request and gives its one answer, whatever its code; `until` as in `converse`. */
  async ask(command: number, data: Buffer = Buffer.alloc(0), until = Infinity): Promise<ZkPacket> {
    let answer: ZkPacket | undefined;
    const collector: AnswerCollector = {
      accept: (packet) => {
        answer = packet;
        return true;
      },
      restart: () => undefined,
    };
    await this.converse(command, data, collector, until);
    return answer ?? this.#failAndThrow(new ZkError('Protocol', 'an answer without a packet'));
  }

  /** Sends a request and feeds the packets of its answer to the collector; `until` (performance.now) bounds it all. */
  converse(command: number, data: Buffer, collector: AnswerCollector, until = Infinity): Promise<void> {
    return this.#queue.run(() => this.#start(command, data, collector, until));
  }

  /** Hands pushed events to `onEvent`, and the end of the conversation to `onFailure`. */
  listen(onEvent: (event: ZkEvent) => void, onFailure: (error: ZkError) => void): void {
    this.#onEvent = onEvent;
    this.#onFailure = onFailure;
  }

  /** Ends the conversation at once; the waiting request and all later ones fail with this error. */
  fail(error: ZkError): void {
    if (this.#failure) return;
    this.#failure = error;
    this.wire.destroy();
    const exchange = this.#finish();
    exchange?.reject(error);
    const onFailure = this.#onFailure;
    this.#onEvent = undefined;
    this.#onFailure = undefined;
    onFailure?.(error);
  }

  async #authenticate(commKey: number): Promise<void> {
    const reply = await this.ask(ZK_COMMANDS.authenticate.code, scrambleCommKey(commKey, this.#session));
    if (reply.command === ZK_REPLIES.ok) return;
    this.#failAndThrow(new ZkError('WrongKey', 'the terminal refuses the comm key'));
  }

  #failAndThrow(error: unknown): never {
    this.fail(toZkError(error));
    throw toZkError(error);
  }

  #start(command: number, data: Buffer, collector: AnswerCollector, until: number): Promise<void> {
    if (!isSendable(command))
      return Promise.reject(new ZkError('Unsupported', `command ${command} is never sent to a terminal`));
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      const attemptsLeft = this.wire.lossy ? ATTEMPTS_WHEN_LOSSY : 1;
      this.#exchange = { command, data, collector, until, resolve, reject, replyId: 0, attemptsLeft, timer: undefined };
      this.#send(this.#exchange);
    });
  }

  #send(exchange: Exchange): void {
    exchange.attemptsLeft -= 1;
    exchange.replyId = this.#replyId = this.#replyId >= LAST_REPLY_ID ? 0 : this.#replyId + 1;
    this.#arm(exchange);
    this.wire.send(
      encodePacket({
        command: exchange.command,
        session: this.#session,
        replyId: exchange.replyId,
        data: exchange.data,
      }),
    );
  }

  #arm(exchange: Exchange): void {
    clearTimeout(exchange.timer);
    const patience = this.timing.requestTimeoutMs / (this.wire.lossy ? ATTEMPTS_WHEN_LOSSY : 1);
    const left = exchange.until - performance.now();
    exchange.timer = setTimeout(() => this.#expired(exchange), Math.max(0, Math.min(patience, left)));
  }

  #expired(exchange: Exchange): void {
    if (exchange.attemptsLeft > 0 && performance.now() < exchange.until) {
      exchange.collector.restart();
      this.#send(exchange);
      return;
    }
    const connectingBlindly = this.wire.lossy && exchange.command === ZK_COMMANDS.connect.code;
    const strays = this.#strays > 0 ? `; ${this.#strays} packets with another reply id were ignored` : '';
    this.fail(
      new ZkError(
        connectingBlindly ? 'ConnectTimeout' : 'Timeout',
        `the terminal did not answer command ${exchange.command} in time${strays}`,
      ),
    );
  }

  #finish(): Exchange | undefined {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    clearTimeout(exchange?.timer);
    return exchange;
  }

  #progressed(): void {
    if (this.#exchange && Number.isFinite(this.#exchange.until)) this.#arm(this.#exchange);
  }

  #take(payload: Buffer): void {
    try {
      const packet = decodePacket(payload);
      if (packet.command === ZK_REPLIES.event) this.#takeEvent(packet);
      else this.#takeAnswer(packet);
    } catch (error) {
      this.fail(toZkError(error));
    }
  }

  #takeAnswer(packet: ZkPacket): void {
    const exchange = this.#exchange;
    if (!exchange || packet.replyId !== exchange.replyId) {
      this.#strays += 1;
      return;
    }
    if (this.#accepts(exchange, packet)) this.#finish()?.resolve();
    else this.#arm(exchange);
  }

  /** On a lossy wire an answer of the wrong length is one that lost a datagram: it is asked for again. */
  #accepts(exchange: Exchange, packet: ZkPacket): boolean {
    try {
      return exchange.collector.accept(packet);
    } catch (error) {
      const incomplete = this.wire.lossy && error instanceof ZkCodecError && error.fault === 'Length';
      if (!incomplete || exchange.attemptsLeft === 0) throw error;
      exchange.collector.restart();
      this.#send(exchange);
      return false;
    }
  }

  #takeEvent(packet: ZkPacket): void {
    this.wire.send(encodePacket({ command: ZK_REPLIES.ok, session: this.#session, replyId: 0, data: Buffer.alloc(0) }));
    try {
      this.#onEvent?.(decodeEvent(packet));
    } catch (error) {
      if (!(error instanceof ZkCodecError)) throw error;
      this.#onEvent?.({ kind: 'other', code: packet.session, raw: packet.data.toString('hex') });
    }
  }
}
