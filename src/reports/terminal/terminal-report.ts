import { Injectable } from '@nestjs/common';
import { wallToInstant } from '../../core/time/zone';
import { firstDateOf, lastDateOf, monthAfter } from '../../core/time/month';
import type { ReportLanguage } from '../../core/report/report-texts';
import { unitsBelow } from '../../platform/auth/unit-places';
import { Database, type SqlValue } from '../../platform/database/database';
import { Clock } from '../../platform/clock';
import { sheetTable } from '../paper/table-sheet';
import { digestOf, figureCell, type MadeReport, monthWords } from '../paper/made-report';
import { type PaperTable } from '../paper/paper';
import { type Gap, measureGaps } from './gaps';

interface TerminalRow {
  serial: string;
  name: string;
  unit: string | null;
  zone: string;
}

/** How one terminal did in a month. */
export interface TerminalMonth {
  readonly serial: string;
  readonly name: string;
  readonly unit: string;
  /** Share of the time in which it was heard, in percent with two decimals; null where the month has not begun. */
  readonly heardPercent: number | null;
  readonly gaps: number;
  readonly silentMinutes: number;
  readonly longestGapMinutes: number;
  readonly faults: number;
  /** Smallest and largest difference of its clock from ours, in seconds; null where it was never measured. */
  readonly offsetSeconds: { readonly least: number; readonly most: number } | null;
}

/** Kinds of incident in which nothing was heard. */
const silentKinds: ReadonlySet<string> = new Set(['outage', 'line-outage', 'power-loss']);

const texts = {
  id: { title: (month: string) => `Laporan terminal ${month}`, everybody: 'Semua terminal', heads: ['Terminal', 'Nomor seri', 'Unit kerja', 'Terdengar %', 'Putus', 'Diam (menit)', 'Terlama (menit)', 'Insiden', 'Jam terendah (detik)', 'Jam tertinggi (detik)'], note: 'Diamnya mesin tidak dihitung sebagai ketidakhadiran siapa pun.', terminals: (count: number) => `${count} terminal` },
  en: { title: (month: string) => `Terminals, ${month}`, everybody: 'All terminals', heads: ['Terminal', 'Serial number', 'Unit', 'Heard %', 'Gaps', 'Silent (min)', 'Longest (min)', 'Incidents', 'Least offset (s)', 'Most offset (s)'], note: "A machine's silence is never counted as anybody's absence.", terminals: (count: number) => `${count} terminals` },
} as const;

/** Uptime, gaps and drift of the terminals in a month. */
@Injectable()
export class TerminalReport {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The terminals of a unit (null = all) in a month ('YYYY-MM'), by name. */
  async read(month: string, unitId: string | null): Promise<TerminalMonth[]> {
    const units = unitId === null ? null : (await unitsBelow(this.database, unitId)).on(lastDateOf(month));
    const where = units === null ? '' : ` AND t.unit_id IN (${units.map(() => '?').join(',')})`;
    const terminals = await this.database.query<TerminalRow>(`SELECT t.serial, t.name, u.name AS unit, t.zone FROM terminal t LEFT JOIN unit u ON u.id = t.unit_id WHERE t.status = 'approved'${where} ORDER BY t.name, t.serial`, units ?? []);
    const found: TerminalMonth[] = [];
    for (const terminal of terminals) found.push(await this.monthOf(terminal, month));
    return found;
  }

  /** The report in every form. */
  async make(month: string, unit: { readonly id: string; readonly code: string; readonly name: string } | null, language: ReportLanguage): Promise<MadeReport> {
    const rows = await this.read(month, unit?.id ?? null);
    const words = texts[language];
    const title = words.title(monthWords(month, language));
    const table = tableOf(rows, words.heads, words.note, language);
    return {
      ...{ title: `${title}, ${unit?.name ?? words.everybody}`, publicTitle: `${title}, ${unit?.name ?? words.everybody}`, subject: `terminals|${month}|${unit?.code ?? ''}` },
      ...{ unitId: unit?.id ?? null, employeeId: null, fileName: `terminal-${month}${unit === null ? '' : `-${unit.code}`}`, digest: digestOf(rows), unsettled: 0 },
      paper: { title, organisation: unit?.name ?? words.everybody, lines: [words.terminals(rows.length)], notices: [], landscape: true, size: 'A4', fontSize: 8.5, tables: [table], legend: [], signature: null, foot: title },
      writeXlsx: (output) => sheetTable(output, title, table),
    };
  }

  private async monthOf({ serial, name, unit, zone }: TerminalRow, month: string): Promise<TerminalMonth> {
    const from = wallToInstant(zone, `${firstDateOf(month)} 00:00:00`);
    const to = Math.min(wallToInstant(zone, `${firstDateOf(monthAfter(month))} 00:00:00`), this.clock.now());
    const span: readonly SqlValue[] = [serial, to, from];
    const incidents = await this.database.query<Gap & { kind: string }>('SELECT kind, from_at AS fromAt, to_at AS toAt FROM terminal_incident WHERE serial = ? AND from_at < ? AND (to_at IS NULL OR to_at > ?) ORDER BY from_at', span);
    const [offset] = await this.database.query<{ least: number | null; most: number | null }>('SELECT MIN(offset_seconds) AS least, MAX(offset_seconds) AS most FROM terminal_clock WHERE serial = ? AND measured_at < ? AND measured_at >= ?', span);
    const gaps = measureGaps(incidents.filter(({ kind }) => silentKinds.has(kind)), from, to);
    return {
      ...{ serial, name, unit: unit ?? '-', faults: incidents.length },
      heardPercent: to <= from ? null : Math.round((1 - gaps.silentMs / (to - from)) * 10_000) / 100,
      ...{ gaps: gaps.count, silentMinutes: Math.round(gaps.silentMs / 60_000), longestGapMinutes: Math.round(gaps.longestMs / 60_000) },
      offsetSeconds: offset?.least === null || offset?.most === null || !offset ? null : { least: offset.least, most: offset.most },
    };
  }
}

const tableOf = (rows: readonly TerminalMonth[], heads: readonly string[], note: string, language: ReportLanguage): PaperTable => ({
  ...{ heading: null, note },
  columns: heads.map((head, index) => ({ head, width: index < 3 ? ('*' as const) : 56, align: index < 3 ? ('left' as const) : ('right' as const) })),
  rows: rows.map((row) => [
    ...[row.name, row.serial, row.unit],
    ...[row.heardPercent, row.gaps, row.silentMinutes, row.longestGapMinutes, row.faults, row.offsetSeconds?.least ?? null, row.offsetSeconds?.most ?? null].map((value) => figureCell(value, language)),
  ]),
});
