import type { RawRequest } from './raw-http';

/**
 * What goes wrong at a simulated terminal, as data. `times` is how many uploads it hits (all of them when it is left out).
 * `drop`: the whole request is sent, the answer is not waited for. `cut`: half of the body is sent. `copies`: the same request several times at once.
 */
export type PushFault = { times?: number } & (
  | { kind: 'drop' | 'cut' | 'bom' | 'http-1.0' | 'no-host' | 'no-length' | 'chunked' | 'lf-headers' | 'expect' }
  | { kind: 'copies'; count: number }
  | { kind: 'content-type'; value: string }
  | { kind: 'extra-line'; bytes: Buffer }
  | { kind: 'padding'; bytes: number }
  | { kind: 'path'; path: string }
);

/** Lines that no server should choke on (push.md A4, A10): what the fault list of a simulator calls by name. */
export const POISON_LINES: Record<string, Buffer> = {
  'impossible-date': Buffer.from('7\t2026-02-30 08:00:00\t0\t1\t0'),
  'no-time': Buffer.from('7'),
  words: Buffer.from('this is no record at all'),
  nul: Buffer.from('7\u00002\t2026-03-02 08:00:00\t0\t1\t0'),
  'not-text': Buffer.from([0x37, 0x09, 0xff, 0xff, 0x80, 0x09, 0x31]),
};

/** One upload as the faults leave it. */
export interface FaultyUpload {
  request: RawRequest;
  copies: number;
  connection: 'drop-before-answer' | 'cut-body' | null;
}

/** Applies the faults that are still due to one upload, and counts them down. */
export function applyFaults(faults: PushFault[], request: RawRequest): FaultyUpload {
  const upload: FaultyUpload = { request: { ...request }, copies: 1, connection: null };
  for (const fault of faults) {
    if (fault.times === 0) continue;
    if (fault.times !== undefined) fault.times -= 1;
    applyFault(upload, fault);
  }
  return upload;
}

const REQUEST_FAULTS: Partial<Record<PushFault['kind'], Partial<RawRequest>>> = {
  'http-1.0': { version: '1.0' },
  'no-host': { host: false },
  'no-length': { framing: 'close' },
  chunked: { framing: 'chunked' },
  'lf-headers': { lineEnd: '\n' },
  expect: { headers: { Expect: '100-continue' } },
};

function applyFault(upload: FaultyUpload, fault: PushFault): void {
  const { request } = upload;
  const body = request.body ?? Buffer.alloc(0);
  if (fault.kind === 'drop') upload.connection = 'drop-before-answer';
  else if (fault.kind === 'cut') upload.connection = 'cut-body';
  else if (fault.kind === 'copies') upload.copies = fault.count;
  else if (fault.kind === 'content-type') request.contentType = fault.value;
  else if (fault.kind === 'bom') request.body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
  else if (fault.kind === 'extra-line') request.body = Buffer.concat([fault.bytes, Buffer.from('\n'), body]);
  else if (fault.kind === 'padding') request.body = Buffer.concat([body, Buffer.alloc(fault.bytes, '\n')]);
  else if (fault.kind === 'path') request.target = request.target.replace('/iclock/cdata', fault.path);
  else Object.assign(request, REQUEST_FAULTS[fault.kind]);
}
