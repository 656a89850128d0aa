import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config } from '../config';
import { CONFIG } from '../tokens';
import { writeDurably } from './durable-file';

/** The sha256 of a file, by which it is kept, found and checked. */
export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Files on disk under the data folder (papers that people attach, letters that were printed), each named by its own sha256: the same scan is kept once, and a changed one is noticed. */
@Injectable()
export class FileStore {
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'dataDir'>) {
    this.folder = join(config.dataDir, 'attachments');
  }

  /** Keeps a file; it is wholly on disk when this resolves. */
  async keep(content: Buffer): Promise<string> {
    const sha256 = sha256Of(content);
    const path = this.pathOf(sha256);
    if (await this.isKept(path, sha256)) return sha256;
    await writeDurably(path, content);
    return sha256;
  }

  /**
   * Reads a file back.
   * @throws Error when it is gone or no longer what was kept: evidence must not change silently
   */
  async read(sha256: string): Promise<Buffer> {
    const content = await readFile(this.pathOf(sha256));
    if (sha256Of(content) !== sha256) throw new Error(`file ${sha256} is damaged on disk`);
    return content;
  }

  /** A damaged copy is written anew when the true file comes again. */
  private async isKept(path: string, sha256: string): Promise<boolean> {
    const exists = await access(path).then(() => true, () => false);
    return exists && sha256Of(await readFile(path)) === sha256;
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a sha256');
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}
