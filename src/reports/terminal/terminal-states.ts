import { Inject, Injectable } from '@nestjs/common';
import type { ReportTerminal } from '../../core/report/report-input';
import { isSilence, terminalTroubles } from '../../core/report/terminal-trouble';
import type { ReportLanguage } from '../../core/report/report-texts';
import { reportTexts } from '../../core/report/texts';
import { dateAt } from '../../core/time/zone';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';
import { timeOn } from '../clock-text';
import { reportTerminalOf, terminalColumns, type TerminalRow } from './terminal-row';

/** Silent terminals that a sentence names; more are counted. */
const named = 12;

/** Terminals in use, with what is known of their health now. */
@Injectable()
export class TerminalStates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  /** The terminals that the people of a unit with all below it use (null = all): also those above it, since an entrance is often the house's. */
  async of(unitId: string | null): Promise<ReportTerminal[]> {
    const units = unitId === null ? null : await this.unitsAround(unitId);
    const sql = `SELECT ${terminalColumns}
      FROM terminal t LEFT JOIN terminal_health h ON h.serial = t.serial WHERE t.status = 'approved'${units === null ? '' : ` AND t.unit_id IN (${units.map(() => '?').join(', ')})`}`;
    return (await this.database.query<TerminalRow>(sql, units ?? [])).map(reportTerminalOf);
  }

  private async unitsAround(unitId: string): Promise<string[]> {
    const today = dateAt(this.config.defaultZone, this.clock.now());
    const places = await readUnitPlaces(this.database);
    return [...new Set([...places.subtreeOf(unitId).on(today), ...places.lineOn(unitId, today)])];
  }

  /** A sentence that names those that are silent now, for the head of a report over days that still wait; empty where none is. */
  async silence(unitId: string | null, language: ReportLanguage): Promise<string> {
    const now = this.clock.now();
    const silent = terminalTroubles(await this.of(unitId), now).filter(isSilence);
    if (silent.length === 0) return '';
    const texts = reportTexts(language);
    const today = dateAt(this.config.defaultZone, now);
    const shown = silent.slice(0, named).map(({ name, sinceAt, zone }) => ({ name, since: sinceAt === null ? null : timeOn(sinceAt, zone, today, texts) }));
    return texts.silent(shown, silent.length - shown.length);
  }
}
