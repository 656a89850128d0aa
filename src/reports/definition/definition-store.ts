import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { defaultDefinitionId, type ReportDefinition } from './report-definition';

interface DefinitionRow {
  id: string;
  name: string;
  enabled: number;
  definition: string;
  changed_at: number;
  changed_by: string;
}

/** Recipients whom an administrator has left out. */
export interface Mute {
  readonly recipient: string;
  /** '' = of every report. */
  readonly definitionId: string;
  readonly reason: string;
  readonly mutedAt: number;
  readonly mutedBy: string;
}

const muteKey = (recipient: string, definitionId: string): string => createHash('sha256').update(`${recipient.toLowerCase()}\n${definitionId}`).digest('hex').slice(0, 40);

/** The definitions of scheduled reports. */
@Injectable()
export class DefinitionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dailyReportAt' | 'dailyReportTo'>,
  ) {}

  /** All definitions, the one of the environment first. */
  async list(): Promise<ReportDefinition[]> {
    const rows = await this.database.query<DefinitionRow>('SELECT id, name, enabled, definition, changed_at, changed_by FROM report_definition ORDER BY id');
    const known = rows.map(definitionOf);
    return known.some(({ id }) => id === defaultDefinitionId) ? known : [this.ofEnvironment(), ...known];
  }

  /**
   * One definition.
   * @throws DomainError `unknown-definition`
   */
  async get(id: string): Promise<ReportDefinition> {
    const found = (await this.list()).find((each) => each.id === id);
    if (!found) throw new DomainError('unknown-definition', `There is no report definition "${id}".`, 404);
    return found;
  }

  /** The daily report of the whole office as it stands: edited, or as the environment says. */
  async daily(): Promise<ReportDefinition> {
    return this.get(defaultDefinitionId);
  }

  /** Writes a definition, new or changed. */
  async put(definition: Omit<ReportDefinition, 'changedAt' | 'changedBy'>, actor: string): Promise<ReportDefinition> {
    const whole: ReportDefinition = { ...definition, changedAt: this.clock.now(), changedBy: actor };
    const row = [whole.id, whole.name, whole.enabled ? 1 : 0, JSON.stringify(whole), whole.changedAt, actor];
    await this.database.transaction((tx) =>
      tx.insert('report_definition', ['id', 'name', 'enabled', 'definition', 'changed_at', 'changed_by'], [row], { key: ['id'], update: ['name', 'enabled', 'definition', 'changed_at', 'changed_by'] }),
    );
    return whole;
  }

  /**
   * Ends a definition; that of the environment comes back as the environment says.
   * @throws DomainError `unknown-definition`
   */
  async remove(id: string): Promise<void> {
    const count = await this.database.transaction((tx) => tx.execute('DELETE FROM report_definition WHERE id = ?', [id]));
    if (count === 0) throw new DomainError('unknown-definition', `There is no report definition "${id}" to remove.`, 404);
  }

  /** Who is left out, by address. */
  mutes(): Promise<Mute[]> {
    return this.database.query<Mute>('SELECT recipient, definition_id AS definitionId, reason, muted_at AS mutedAt, muted_by AS mutedBy FROM report_mute ORDER BY recipient, definition_id');
  }

  /** Leaves a recipient out of one report, or of all where the id is ''. */
  async mute(recipient: string, definitionId: string, reason: string, actor: string): Promise<void> {
    const row = [recipient, definitionId, reason, this.clock.now(), actor, muteKey(recipient, definitionId)];
    await this.database.transaction((tx) => tx.insert('report_mute', ['recipient', 'definition_id', 'reason', 'muted_at', 'muted_by', 'mute_key'], [row], { ignore: ['mute_key'] }));
  }

  /**
   * Lets a recipient have the report again.
   * @throws DomainError `not-muted`
   */
  async unmute(recipient: string, definitionId: string): Promise<void> {
    const count = await this.database.transaction((tx) => tx.execute('DELETE FROM report_mute WHERE mute_key = ?', [muteKey(recipient, definitionId)]));
    if (count === 0) throw new DomainError('not-muted', `"${recipient}" is not muted there.`, 404);
  }

  /** Whether somebody is left out of a report now; looked at when it is sent, so that a mute counts at once. */
  async isMuted(recipient: string, definitionId: string): Promise<boolean> {
    const sql = 'SELECT mute_key FROM report_mute WHERE mute_key IN (?, ?)';
    return (await this.database.query(sql, [muteKey(recipient, definitionId), muteKey(recipient, '')])).length > 0;
  }

  private ofEnvironment(): ReportDefinition {
    return {
      ...{ id: defaultDefinitionId, name: 'Laporan harian kehadiran', enabled: true, report: 'daily-discipline', unit: null, cadence: 'daily', weekday: 1, dayOfMonth: 1, workingDaysOnly: true },
      ...{ at: this.config.dailyReportAt, language: 'id', attachments: [], recipients: this.config.dailyReportTo.map((address) => ({ channel: 'mail' as const, address })) },
      ...{ changedAt: 0, changedBy: 'environment' },
    };
  }
}

const definitionOf = (row: DefinitionRow): ReportDefinition => ({ ...(JSON.parse(row.definition) as ReportDefinition), id: row.id, name: row.name, enabled: row.enabled === 1, changedAt: row.changed_at, changedBy: row.changed_by });
