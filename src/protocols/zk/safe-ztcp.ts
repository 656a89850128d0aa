import Ztcp from 'zkteco-js/src/ztcp';
import { ATTENDANCE_LOG, readBulk, USER_LIST } from './bulk-read';
import { ZK_COMMANDS, ZK_REPLIES } from './commands';
import { type ConversationTiming, ZkConversation } from './conversation';
import { refusal } from './data-transfer';
import { assertLibraryContract } from './library-contract';
import { encodePacket, type ZkPacket } from './packet';
import { ATTENDANCE_EVENT, type ZkEvent } from './realtime-event';
import { TcpWire } from './tcp-wire';
import { readAttendance, readSizes, readTime, readUsers } from './terminal-reads';
import type { Wire, WireAddress } from './wire';
import { toZkError, ZkError } from './zk-error';

assertLibraryContract();

/** Where a terminal is, its comm key (0 to 999999, never logged) and the deadlines. */
export interface TransportOptions extends WireAddress, ConversationTiming {
  readonly commKey: number;
}

const GOODBYE_MS = 500;

function refuse(what: string): Promise<never> {
  return Promise.reject(new ZkError('Unsupported', `${what} is not done here: terminals are only read`));
}

/**
 * zkteco-js with its transport replaced (zk.md 0.3, A.4, E.1): the library's option helpers run unchanged over `executeCmd`, everything else
 * that it does on the wire is ours. `executeCmd` never rejects, because the helpers would print the error; it leaves it in `failure`.
 */
export class SafeZtcp extends Ztcp {
  readonly conversation: ZkConversation;
  readonly #commKey: number;

  constructor(options: TransportOptions, wire: Wire = new TcpWire(options)) {
    super(options.host, options.port, options.requestTimeoutMs);
    this.conversation = new ZkConversation(wire, options);
    this.#commKey = options.commKey;
  }

  /** What ended the connection, if anything did. */
  get failure(): ZkError | undefined {
    return this.conversation.failure;
  }

  /** The wire opens together with the session, in `connect`. */
  override createSocket(): Promise<unknown> {
    return this.connect();
  }

  override async connect(): Promise<boolean> {
    await this.conversation.open(this.#commKey);
    this.socket = this.conversation;
    return true;
  }

  override async executeCmd(command: number, data: string | Buffer): Promise<Buffer> {
    try {
      const reply = await this.conversation.ask(command, requestData(command, data));
      // The library would take a refusal for an empty answer.
      if (reply.command === ZK_REPLIES.unauthorised) this.conversation.fail(refusal(reply.command, 'what it is'));
      return encodePacket(reply);
    } catch (error) {
      toZkError(error);
      return encodePacket({ command: ZK_REPLIES.error, session: 0, replyId: 0, data: Buffer.alloc(0) });
    }
  }

  override async readWithBuffer(request: Buffer): Promise<{ data: Buffer }> {
    const bulk = [ATTENDANCE_LOG, USER_LIST].find((known) => known.buffered.equals(request));
    return bulk ? { data: await readBulk(this.conversation, bulk) } : refuse('another bulk read');
  }

  override async getUsers(): Promise<{ data: unknown[] }> {
    return { data: await readUsers(this.conversation) };
  }

  override async getAttendances(): Promise<{ data: unknown[] }> {
    return { data: (await readAttendance(this.conversation)).records };
  }

  override async getRealTimeLogs(
    onEvent: (event: ZkEvent) => void = () => undefined,
    onFailure: (error: ZkError) => void = () => undefined,
  ): Promise<void> {
    const mask = Buffer.alloc(4);
    mask.writeUInt32LE(ATTENDANCE_EVENT, 0);
    const reply: ZkPacket = await this.conversation.ask(ZK_COMMANDS.registerEvents.code, mask);
    if (reply.command !== ZK_REPLIES.ok)
      throw new ZkError('Rejected', `the terminal answered the wish for events with ${reply.command}`);
    this.conversation.listen(onEvent, onFailure);
  }

  override async getInfo(): Promise<{ userCounts: number; logCounts: number; logCapacity: number }> {
    const sizes = await readSizes(this.conversation);
    return { userCounts: sizes.users, logCounts: sizes.records, logCapacity: sizes.recordCapacity };
  }

  override async getAttendanceSize(): Promise<number> {
    return (await readSizes(this.conversation)).records;
  }

  override getTime(): Promise<unknown> {
    return readTime(this.conversation);
  }

  /** Says goodbye when that is still possible, then drops the connection; never rejects. */
  override async disconnect(): Promise<boolean> {
    if (this.socket && !this.failure)
      await this.conversation.ask(ZK_COMMANDS.exit.code, undefined, performance.now() + GOODBYE_MS).catch(toZkError);
    return this.closeSocket();
  }

  override async closeSocket(): Promise<boolean> {
    this.socket = null;
    this.conversation.fail(new ZkError('Closed', 'the connection was closed'));
    return true;
  }

  override freeData = (): Promise<unknown> => this.conversation.ask(ZK_COMMANDS.freeBuffer.code);
  override writeMessage = (): Promise<Buffer> => refuse('writing past the conversation');
  override requestData = (): Promise<Buffer> => refuse('writing past the conversation');
  override sendChunkRequest = (): Promise<void> => refuse('writing past the conversation');
  override setTime = (): Promise<unknown> => refuse('setting the clock');
  override voiceTest = (): Promise<unknown> => refuse('a voice test');
  override setUser = (): Promise<unknown> => refuse('writing users');
  override deleteUser = (): Promise<unknown> => refuse('deleting users');
  override clearAttendanceLog = (): Promise<unknown> => refuse('clearing the log');
  override clearData = (): Promise<unknown> => refuse('clearing data');
  override disableDevice = (): Promise<unknown> => refuse('locking the terminal');
  override enableDevice = (): Promise<unknown> => refuse('unlocking the terminal');
}

/** Option keys go out with their NUL, which the library leaves out (zk.md A.3, B.4). */
function requestData(command: number, data: string | Buffer): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Buffer.from(command === ZK_COMMANDS.readOption.code ? `${data}\0` : data, 'latin1');
}
