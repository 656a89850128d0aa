import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real disk of a few hundred kilobytes (tmpfs), which can be full. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /**
   * Mounts one; null where this machine lets nobody mount.
   * @throws Error where CI cannot
   */
  static mount(kilobytes: number): SmallDisk | null {
    const folder = mkdtempSync(join(tmpdir(), 'hadir-disk-'));
    try {
      asRoot('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=0777`, 'tmpfs', folder);
      return new SmallDisk(folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      if (process.env['CI'] === 'true') throw error;
      process.stderr.write('left out: nobody may mount a small disk here\n');
      return null;
    }
  }

  /** Fills it to the last block. */
  fill(): void {
    try {
      for (let size = 1 << 20; size >= 512; size /= 2) for (let file = 0; file < 4; file += 1) this.take(size);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error;
    }
  }

  /** Makes room again. */
  clear(): void {
    for (const path of this.fillers.splice(0)) rmSync(path, { force: true });
  }

  unmount(): void {
    asRoot('umount', this.folder);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private readonly fillers: string[] = [];

  private take(size: number): void {
    const path = join(this.folder, `filler-${this.fillers.length}`);
    this.fillers.push(path);
    try {
      writeFileSync(path, Buffer.alloc(size));
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error;
      if (!existsSync(path)) this.fillers.pop();
    }
  }
}

function asRoot(...command: readonly [string, ...string[]]): void {
  const [program, ...rest] = process.getuid?.() === 0 ? command : (['sudo', '-n', ...command] as const);
  execFileSync(program, rest, { stdio: 'pipe' });
}
