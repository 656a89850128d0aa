import { ProtocolError } from '../../protocols/errors';
import { lineText, splitLines } from '../../protocols/push/body-lines';
import { parseCommandResults } from '../../protocols/push/command-result';
import { accessAnswer, handshakeAnswer, registryAnswer, timeAnswer } from '../../protocols/push/handshake';
import { parseInfo } from '../../protocols/push/info-counters';
import { parseOptions } from '../../protocols/push/operlog-line';
import { commandBatch } from '../../protocols/push/push-command';
import type { PushUpload } from '../../protocols/push/push-line';
import type { PushEndpoint } from '../../protocols/push/push-request';
import { rtdataAnswer } from '../../protocols/push/push-time';
import { parseUpload, uploadAnswer } from '../../protocols/push/push-upload';
import { parseQueryPacket } from '../../protocols/push/query-packets';
import type { PushDevice, PushHandler } from './push-handler';

/** An answer to a device: anything but 200 makes it keep its records and come again (push.md A5). */
export interface PushAnswer {
  status: number;
  text: string;
}

/** What a route works with: the handler, the admitted device, the whole body, and the largest body this listener takes. */
export interface PushExchange {
  handler: PushHandler;
  device: PushDevice;
  body: Buffer;
  bodyLimitBytes: number;
}

type Route = (exchange: PushExchange) => Promise<PushAnswer>;

const ok = (text = 'OK'): PushAnswer => ({ status: 200, text });
const notFound: Route = () => Promise.resolve({ status: 404, text: 'not found' });

const heard: Route = async ({ handler, device }) => {
  await handler.heard(device);
  return ok();
};

/** What is answered to each endpoint of push.md A2. */
export const PUSH_ROUTES: Record<PushEndpoint, Route> = {
  handshake: (exchange) =>
    exchange.device.protocol === 'acc' ? accessConfiguration(exchange, 'handshake') : handshake(exchange),
  push: (exchange) => accessConfiguration(exchange, 'push'),
  registry: register,
  upload: upload,
  querydata: queryData,
  getrequest: offerCommands,
  devicecmd: takeResults,
  time: async ({ handler, device }) => {
    const { at, offsetMinutes } = await handler.serverTime(device);
    return ok(timeAnswer(at, offsetMinutes));
  },
  rtdata: async ({ handler, device }) => {
    const { at, offsetMinutes, dateTimeForm } = await handler.serverTime(device);
    return ok(rtdataAnswer(at, offsetMinutes, dateTimeForm ?? 'gmt'));
  },
  ping: heard,
  notice: heard,
  'remote-attendance': heard,
  'verify-data': heard,
  exchange: notFound,
  file: notFound,
};

async function handshake({ handler, device, bodyLimitBytes }: PushExchange): Promise<PushAnswer> {
  const settings = await handler.handshake(device);
  const version = device.query.get('pushver') ?? null;
  return ok(handshakeAnswer(device.serial, version, { maxPostBytes: bodyLimitBytes, ...settings }));
}

/** A panel without a registry code is told a bare OK at the handshake, which makes it register, and is refused at `/push` (push.md A1). */
async function accessConfiguration({ handler, device }: PushExchange, part: 'handshake' | 'push'): Promise<PushAnswer> {
  const configuration = await handler.accessHandshake(device);
  if (configuration !== 'register-first') return ok(accessAnswer(configuration, part));
  return part === 'handshake' ? ok() : { status: 406, text: 'register first' };
}

async function register({ handler, device, body }: PushExchange): Promise<PushAnswer> {
  const texts = splitLines(body).map(({ bytes }) => lineText(bytes));
  const outcome = await handler.register(
    device,
    parseOptions(texts.filter((text) => typeof text === 'string').join('\n')),
  );
  return outcome === 'refused' ? { status: 406, text: 'refused' } : ok(registryAnswer(outcome.registryCode));
}

async function upload({ handler, device, body }: PushExchange): Promise<PushAnswer> {
  const parsed = parseUpload(device.query, body);
  const { kept } = await handler.upload(device, parsed);
  return keptAnswer(parsed, kept);
}

async function queryData({ handler, device, body }: PushExchange): Promise<PushAnswer> {
  const packet = parseQueryPacket(device.query);
  const parsed = parseUpload(device.query, body);
  const { kept } = await handler.queryData(device, packet, parsed);
  return keptAnswer(parsed, kept);
}

/** Nothing is acknowledged unless all of it is kept (push.md A5). */
function keptAnswer(parsed: PushUpload, kept: number): PushAnswer {
  const due = parsed.lines.length + parsed.rejected.length;
  if (kept !== due) throw new Error(`The handler kept ${kept} of ${due} lines`);
  return ok(uploadAnswer(parsed));
}

async function offerCommands({ handler, device }: PushExchange): Promise<PushAnswer> {
  const queued = await handler.commandsFor(device, parseInfo(device.query.get('info')));
  const { text, ids, refused } = commandBatch(queued, device.protocol);
  if (ids.length + refused.length > 0) await handler.commandsOffered(device, ids, refused);
  return ok(text);
}

async function takeResults({ handler, device, body }: PushExchange): Promise<PushAnswer> {
  const { results, rejected } = parseCommandResults(device.query, body);
  await handler.commandResults(device, results, rejected);
  return ok();
}

/** Checks what can be checked before the body is read; throws ProtocolError for a request that makes no sense. */
export function checkQuery(endpoint: PushEndpoint, query: ReadonlyMap<string, string>): void {
  if (endpoint === 'querydata') parseQueryPacket(query);
  if ((query.get('table') ?? '').length > 64 || (query.get('tablename') ?? '').length > 64) {
    throw new ProtocolError('A table name longer than 64 characters');
  }
}
