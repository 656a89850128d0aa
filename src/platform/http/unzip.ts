import { promisify } from 'node:util';
import { crc32, inflateRaw, type InputType, type ZlibOptions } from 'node:zlib';

const inflate: (bytes: InputType, options: ZlibOptions) => Promise<Buffer> = promisify(inflateRaw);

/** A file inside an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** An archive that is none, is damaged, or would unfold to more than was allowed. */
export class ArchiveFault extends Error {
  constructor(
    readonly kind: 'damaged' | 'too-large',
    message: string,
  ) {
    super(message);
  }
}

const [endSignature, entrySignature, localSignature] = [0x06054b50, 0x02014b50, 0x04034b50];
const [endLength, entryLength, localLength] = [22, 46, 30];
const longestComment = 65_535;

/**
 * The files of a ZIP archive (PKWARE APPNOTE 4.3) that are wanted, by what its central directory says. Sizes are measured while unfolding and not believed, so that a small
 * file cannot become a large memory.
 * @param mostBytes of all wanted files together, unfolded
 * @throws ArchiveFault
 */
export async function unzip(zip: Buffer, wanted: (name: string) => boolean, mostBytes: number): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  let left = mostBytes;
  for (const { name, method, start, packed } of entriesOf(zip)) {
    if (!wanted(name)) continue;
    const bytes = await unfolded(zip.subarray(start, start + packed), method, left);
    left -= bytes.length;
    files.push({ name, bytes });
  }
  return files;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly start: number;
  readonly packed: number;
}

function entriesOf(zip: Buffer): Entry[] {
  const end = endOf(zip);
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (at + entryLength > zip.length || zip.readUInt32LE(at) !== entrySignature) throw new ArchiveFault('damaged', 'its list of files is broken');
    const [nameLength, extraLength, commentLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const name = zip.toString('utf8', at + entryLength, at + entryLength + nameLength);
    entries.push({ name, method: zip.readUInt16LE(at + 10), packed: zip.readUInt32LE(at + 20), start: dataStart(zip, zip.readUInt32LE(at + 42)) });
    at += entryLength + nameLength + extraLength + commentLength;
  }
  return entries;
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - endLength; at >= Math.max(0, zip.length - endLength - longestComment); at -= 1) if (zip.readUInt32LE(at) === endSignature) return at;
  throw new ArchiveFault('damaged', 'it is no ZIP archive');
}

function dataStart(zip: Buffer, local: number): number {
  if (local + localLength > zip.length || zip.readUInt32LE(local) !== localSignature) throw new ArchiveFault('damaged', 'its list of files is broken');
  return local + localLength + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
}

async function unfolded(packed: Buffer, method: number, mostBytes: number): Promise<Buffer> {
  if (method === 0) {
    if (packed.length > mostBytes) throw new ArchiveFault('too-large', 'it unfolds to too much');
    return packed;
  }
  if (method !== 8) throw new ArchiveFault('damaged', `it is packed in a way (${method}) that spreadsheets do not use`);
  try {
    return await inflate(packed, { maxOutputLength: Math.max(1, mostBytes) });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new ArchiveFault('too-large', 'it unfolds to too much');
    throw new ArchiveFault('damaged', error instanceof Error ? error.message : String(error));
  }
}

/** The same files as an archive without packing, in the order given. */
export function zipStored(files: readonly ArchivedFile[]): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const label = Buffer.from(name, 'utf8');
    const head = Buffer.alloc(localLength);
    head.writeUInt32LE(localSignature, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(entryLength);
    entry.writeUInt32LE(entrySignature, 0);
    entry.writeUInt16LE(20, 4);
    // From "version needed" to the length of the extra field both heads say the same.
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, label, bytes);
    entries.push(entry, label);
    offset += localLength + label.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(endLength);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}
