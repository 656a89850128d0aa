import { ZK_COMMANDS, ZK_REPLIES } from './commands';
import type { AnswerCollector, ZkConversation } from './conversation';
import { checkedSize, DataTransfer, refusal } from './data-transfer';
import type { ZkPacket } from './packet';
import { ZkCodecError } from './zk-error';

/** What can be read in bulk: the request for the buffered read and the one that old firmware understands (zk.md B.8). */
export interface BulkRequest {
  readonly name: string;
  readonly buffered: Buffer;
  readonly legacyCommand: number;
  readonly legacyData: Buffer;
}

export const ATTENDANCE_LOG: BulkRequest = {
  name: 'the attendance log',
  buffered: Buffer.from('010d000000000000000000', 'hex'),
  legacyCommand: ZK_COMMANDS.readAttendanceLog.code,
  legacyData: Buffer.alloc(0),
};

export const USER_LIST: BulkRequest = {
  name: 'the user list',
  buffered: Buffer.from('0109000500000000000000', 'hex'),
  legacyCommand: ZK_COMMANDS.readUsers.code,
  legacyData: Buffer.from([5]),
};

type Preparation =
  { kind: 'complete'; dataset: Buffer } | { kind: 'buffered'; size: number } | { kind: 'old-firmware' };

const STAT_BYTES = 5;
const DIRECT_PREPARE_BYTES = 8;

/** The answer to PREPARE BUFFER in all its shapes: inline DATA, a size to fetch, a direct transfer, a bare ACK, a refusal (zk.md B.8). */
class BufferPreparation implements AnswerCollector {
  result: Preparation | undefined;
  #direct: DataTransfer | undefined;

  constructor(private readonly request: string) {}

  restart(): void {
    this.#direct = undefined;
  }

  accept(packet: ZkPacket): boolean {
    if (this.#direct || this.#startsDirectTransfer(packet)) return this.#continueDirect(packet);
    this.result = this.#single(packet);
    return true;
  }

  #startsDirectTransfer(packet: ZkPacket): boolean {
    return packet.command === ZK_REPLIES.prepareData && packet.data.length <= DIRECT_PREPARE_BYTES;
  }

  #continueDirect(packet: ZkPacket): boolean {
    this.#direct ??= new DataTransfer(this.request);
    const done = this.#direct.accept(packet);
    if (done) this.result = { kind: 'complete', dataset: this.#direct.bytes };
    return done;
  }

  #single({ command, data }: ZkPacket): Preparation {
    if (command === ZK_REPLIES.bulkData) return { kind: 'complete', dataset: Buffer.from(data) };
    if (command === ZK_REPLIES.unknown) return { kind: 'old-firmware' };
    if (command !== ZK_REPLIES.ok && command !== ZK_REPLIES.prepareData) throw refusal(command, this.request);
    if (data.length === 0) return { kind: 'complete', dataset: data };
    if (data.length < STAT_BYTES) throw new ZkCodecError('Length', 'the size of the buffer is missing', data);
    return { kind: 'buffered', size: checkedSize(data.readUInt32LE(1)) };
  }
}

async function readChunks(
  conversation: ZkConversation,
  request: BulkRequest,
  size: number,
  until: number,
): Promise<Buffer> {
  const dataset = Buffer.alloc(size);
  for (let start = 0; start < size; start += conversation.wire.chunkBytes) {
    const chunk = dataset.subarray(start, start + conversation.wire.chunkBytes);
    const range = Buffer.alloc(8);
    range.writeUInt32LE(start, 0);
    range.writeUInt32LE(chunk.length, 4);
    await conversation.converse(ZK_COMMANDS.readBuffer.code, range, new DataTransfer(request.name, chunk), until);
  }
  return dataset;
}

async function readDirectly(conversation: ZkConversation, request: BulkRequest, until: number): Promise<Buffer> {
  const transfer = new DataTransfer(request.name);
  await conversation.converse(request.legacyCommand, request.legacyData, transfer, until);
  return transfer.bytes;
}

async function fetchDataset(conversation: ZkConversation, request: BulkRequest, until: number): Promise<Buffer> {
  const preparation = new BufferPreparation(request.name);
  await conversation.converse(ZK_COMMANDS.prepareBuffer.code, request.buffered, preparation, until);
  const result = preparation.result;
  if (result?.kind === 'complete') return result.dataset;
  if (result?.kind === 'buffered') return readChunks(conversation, request, result.size, until);
  return readDirectly(conversation, request, until);
}

/** The records of a dataset without its leading total; the total must be the rest's length exactly (zk.md B.8). An empty dataset has none. */
export function datasetBody(dataset: Buffer): Buffer {
  if (dataset.length === 0) return dataset;
  if (dataset.length < 4) throw new ZkCodecError('Length', `a dataset of ${dataset.length} bytes`, dataset);
  const total = dataset.readUInt32LE(0);
  if (total !== dataset.length - 4)
    throw new ZkCodecError(
      'Length',
      `a dataset of ${dataset.length} bytes says that it has ${total}`,
      dataset.subarray(0, 64),
    );
  return dataset.subarray(4);
}

/** Reads one dataset whole, by whichever way the firmware knows, and gives the records' bytes; the terminal's buffer is freed before and after. */
export async function readBulk(conversation: ZkConversation, request: BulkRequest): Promise<Buffer> {
  const until = performance.now() + conversation.timing.transferTimeoutMs;
  await conversation.ask(ZK_COMMANDS.freeBuffer.code);
  const dataset = await fetchDataset(conversation, request, until);
  await conversation.ask(ZK_COMMANDS.freeBuffer.code);
  return datasetBody(dataset);
}
