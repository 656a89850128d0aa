import { buffer } from 'node:stream/consumers';
import JSZip from 'jszip';
import { fromBufferPromise } from 'yauzl';
import { messageOf } from '../errors';

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

/**
 * The files of a ZIP archive that are wanted, by what its central directory says. A file that unfolds to more than it claims is broken off there, so that a small archive
 * cannot become a large memory.
 * @param mostBytes of all wanted files together, unfolded
 * @throws ArchiveFault
 */
export async function unzip(zip: Buffer, wanted: (name: string) => boolean, mostBytes: number): Promise<ArchivedFile[]> {
  const files: ArchivedFile[] = [];
  let left = mostBytes;
  try {
    const archive = await fromBufferPromise(zip);
    for await (const entry of archive.eachEntry()) {
      if (!wanted(entry.fileName)) continue;
      left -= entry.uncompressedSize;
      if (left < 0) throw new ArchiveFault('too-large', 'it unfolds to too much');
      files.push({ name: entry.fileName, bytes: await buffer(await archive.openReadStreamPromise(entry)) });
    }
  } catch (error) {
    throw error instanceof ArchiveFault ? error : new ArchiveFault('damaged', messageOf(error));
  }
  return files;
}

/** The same files as an archive without packing, in the order given. (What is not our own is not read with this library: it throws past its caller where a size is wrong.) */
export function zipStored(files: readonly ArchivedFile[]): Promise<Buffer> {
  const archive = new JSZip();
  for (const { name, bytes } of files) archive.file(name, bytes, { createFolders: false });
  return archive.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
}
