import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf } from '../errors';

/** Writes a file so that its name shows either all of it or what was there before, even when the power goes. */
export async function writeDurably(path: string, content: string | Buffer): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeThrough(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function writeThrough(path: string, content: string | Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Why something could not be written, in words that say what to do where the disk is the reason. */
export function reasonOf(error: unknown): string {
  const { code } = error as { code?: string };
  const words = code === 'ENOSPC' ? 'the disk is full' : code === 'EDQUOT' ? 'the quota of the disk is used up' : code === 'EROFS' ? 'the disk is read-only' : code === 'EFBIG' ? 'the file is larger than this process may write' : null;
  return words === null ? messageOf(error) : `${words}: ${messageOf(error)}`;
}
