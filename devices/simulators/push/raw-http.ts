import { connect, type Socket } from 'node:net';

/** One request, spelled down to the wire, because terminals do not speak HTTP as libraries do (push.md A10). */
export interface RawRequest {
  method: 'GET' | 'POST';
  /** Path and query, already encoded as the terminal would. */
  target: string;
  body?: Buffer;
  /** How the end of the body is said; `close` says nothing and closes the sending side. */
  framing?: 'length' | 'chunked' | 'close';
  version?: '1.0' | '1.1';
  contentType?: string | null;
  host?: boolean;
  headers?: Record<string, string>;
  lineEnd?: '\r\n' | '\n';
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What the terminal does to its own connection. */
export type ConnectionFault = 'drop-before-answer' | 'cut-body' | null;

/** The connection broke, or no complete answer came in time: for a terminal all of these are one thing, a failure (push.md A5). */
export class NoAnswer extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NoAnswer';
  }
}

export interface ServerAddress {
  host: string;
  port: number;
}

/** Sends one request over its own connection and reads the whole answer; rejects with NoAnswer. */
export function sendRaw(
  server: ServerAddress,
  request: RawRequest,
  timeoutMs: number,
  fault: ConnectionFault = null,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, server.host);
    const received: Buffer[] = [];
    const fail = (reason: string): void => {
      socket.destroy();
      reject(new NoAnswer(reason));
    };
    socket.setTimeout(timeoutMs, () => fail('timeout'));
    socket.on('error', (error) => fail(error.message));
    socket.on('data', (chunk) => {
      received.push(chunk);
      const answer = parseAnswer(Buffer.concat(received), false);
      if (answer === null) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on('close', () => {
      const answer = parseAnswer(Buffer.concat(received), true);
      if (answer === null) fail('closed without an answer');
      else resolve(answer);
    });
    socket.on('connect', () => write(socket, request, fault, fail));
  });
}

function write(socket: Socket, request: RawRequest, fault: ConnectionFault, fail: (reason: string) => void): void {
  const bytes = requestBytes(request);
  if (fault === 'cut-body') {
    const head = bytes.length - Math.ceil((request.body?.length ?? 0) / 2);
    socket.write(bytes.subarray(0, head), () => fail('cut by the terminal'));
  } else if (fault === 'drop-before-answer') {
    socket.write(bytes, () => fail('dropped by the terminal'));
  } else if (request.framing === 'close') socket.end(bytes);
  else socket.write(bytes);
}

/** The bytes of a request. */
export function requestBytes(request: RawRequest): Buffer {
  const { body, framing = 'length', version = '1.1', lineEnd = '\r\n' } = request;
  const head = [`${request.method} ${request.target} HTTP/${version}`];
  if (request.host !== false) head.push('Host: 127.0.0.1');
  head.push('User-Agent: iClock Proxy/1.09', 'Connection: close', 'Accept: application/push');
  if (typeof request.contentType === 'string') head.push(`Content-Type: ${request.contentType}`);
  for (const [name, value] of Object.entries(request.headers ?? {})) head.push(`${name}: ${value}`);
  if (body !== undefined && framing === 'length') head.push(`Content-Length: ${body.length}`);
  if (body !== undefined && framing === 'chunked') head.push('Transfer-Encoding: chunked');
  const start = Buffer.from(`${head.join(lineEnd)}${lineEnd}${lineEnd}`, 'latin1');
  if (body === undefined) return start;
  return Buffer.concat([start, framing === 'chunked' ? chunked(body) : body]);
}

function chunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += 1000) {
    const piece = body.subarray(at, at + 1000);
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

/** The first final answer in the bytes; null while it is not complete. Interim answers (100 Continue) are skipped. */
function parseAnswer(bytes: Buffer, closed: boolean): RawAnswer | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [statusLine = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(statusLine)?.[1] ?? 0);
  const rest = bytes.subarray(end + 4);
  if (status >= 100 && status < 200) return parseAnswer(rest, closed);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const mark = line.indexOf(':');
    headers[line.slice(0, mark).toLowerCase()] = line.slice(mark + 1).trim();
  }
  const length = headers['content-length'];
  if (length !== undefined && rest.length < Number(length)) return null;
  if (length === undefined && !closed) return null;
  return {
    status,
    headers,
    body: rest.subarray(0, length === undefined ? rest.length : Number(length)).toString('utf8'),
  };
}
