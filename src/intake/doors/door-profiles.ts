import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../platform/errors';
import { type DoorProfile } from '../../protocols/door/door-profile';
import { loadProfiles } from '../../protocols/profiles/load-profiles';

/** The profiles of door sensors and readers, read once at start. */
export class DoorProfiles {
  private constructor(private readonly byId: ReadonlyMap<string, DoorProfile>) {}

  /**
   * Reads every profile of a folder.
   * @throws ConfigurationError naming file and place of every fault
   */
  static read(folder: string): DoorProfiles {
    const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
    const { doorSensors, problems } = loadProfiles(files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })));
    if (problems.length > 0) {
      throw new ConfigurationError(problems.map(({ file, path, message }) => `devices/profiles/${file}${path === '' ? '' : `, ${path}`}: ${message}`));
    }
    return new DoorProfiles(doorSensors);
  }

  find(id: string): DoorProfile | null {
    return this.byId.get(id) ?? null;
  }

  /** All profiles by id. */
  list(): DoorProfile[] {
    return [...this.byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

/** Whether a device of this profile can tell who came: it reads cards. */
export const readsCards = (profile: DoorProfile): boolean => profile.messages.some((row) => row.reads.some((read) => read.kind === 'card-read'));

/** Whether a device of this profile says for which cards it opens; without that no opening can be called forced. */
export const tellsGrants = (profile: DoorProfile): boolean => profile.messages.some((row) => row.reads.some((read) => read.kind === 'card-read' && read.granted !== undefined));

/** Whether a device of this profile says by itself when it is gone (a last will, a bridge that watches). */
export const tellsAbsence = (profile: DoorProfile): boolean => profile.messages.some((row) => row.reads.some((read) => read.kind === 'availability' && read.offline !== undefined));
