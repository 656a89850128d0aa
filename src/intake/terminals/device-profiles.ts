import { Injectable } from '@nestjs/common';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../platform/errors';
import { projectPath } from '../../platform/project-path';
import { type SentCardWriting } from '../../protocols/card-writing';
import { loadProfiles } from '../../protocols/profiles/load-profiles';
import { type TerminalProfile } from '../../protocols/profiles/terminal-profile';
import { type Terminal } from './terminal';

/** The profile of a terminal that names none, by the wire it speaks. */
export const defaultProfiles = { zk: 'zkteco-generic', att: 'zkteco-att-push', acc: 'zkteco-acc-push' } as const;

/** What the models of terminals do differently: the rows of `devices/profiles`, read once. */
@Injectable()
export class TerminalProfiles {
  private readonly profiles: ReadonlyMap<string, TerminalProfile>;

  /** @throws ConfigurationError naming every fault of every file */
  constructor() {
    const folder = projectPath('devices', 'profiles');
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort();
    const { terminals, problems } = loadProfiles(files.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })));
    if (problems.length > 0) throw new ConfigurationError(problems.map(({ file, path, message }) => `devices/profiles/${file}: ${path} ${message}`));
    this.profiles = terminals;
  }

  /** The profile with an id, or null. */
  find(id: string): TerminalProfile | null {
    return this.profiles.get(id) ?? null;
  }

  /** The profile with an id; one that is gone counts as the general one. */
  of(id: string): TerminalProfile {
    const profile = this.profiles.get(id) ?? this.profiles.get(defaultProfiles.zk);
    if (!profile) throw new ConfigurationError([`devices/profiles/${defaultProfiles.zk}.yaml is missing`]);
    return profile;
  }

  /** All ids, ascending. */
  ids(): string[] {
    return [...this.profiles.keys()].sort();
  }

  /** How a terminal writes cards: as its site says, else as its profile knows it, else decimal (push.md A4). */
  cardWriting({ profile, settings }: Pick<Terminal, 'profile' | 'settings'>): SentCardWriting {
    return settings.cardWriting ?? this.profiles.get(profile)?.card_writing ?? 'decimal';
  }

  /** What the event codes of an access panel do; a profile without a table means the general one. */
  accessEvents(id: string): NonNullable<TerminalProfile['access_events']> {
    return this.profiles.get(id)?.access_events ?? this.profiles.get(defaultProfiles.acc)?.access_events ?? new Map();
  }
}
