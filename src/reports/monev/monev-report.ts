import { Injectable } from '@nestjs/common';
import type { ReportLanguage } from '../../core/report/report-texts';
import { UnitSpans } from '../../core/organisation/unit-spans';
import { lastDateOf } from '../../core/time/month';
import { Reach } from '../../platform/auth/reach';
import { readUnitPlaces } from '../../platform/auth/unit-places';
import { Database } from '../../platform/database/database';
import { SignalDesk } from '../../service/slow/signal-desk';
import { monthsBetween } from '../one-page/months';
import { PeopleFigures } from '../one-page/people-figures';
import { ServiceFigures } from '../one-page/service-figures';
import { SupervisionFigureReader } from '../one-page/supervision-figures';
import { UnitComparer } from '../one-page/unit-comparison';
import { digestOf, type MadeReport, monthWords } from '../paper/made-report';
import { sheetTables } from '../paper/table-sheet';
import { ReportSettings } from '../setting/report-settings';
import { TerminalStates } from '../terminal/terminal-states';
import { type MonevFigures, monevTables, type OpenSignal } from './monev-tables';
import { monevTexts } from './monev-texts';

/** The unit a report is about. */
export interface MonevUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** The month of a unit from all sides: attendance, discipline, appraisal, supervision, complaints, services; no employee is named. */
@Injectable()
export class MonevReport {
  constructor(
    private readonly database: Database,
    private readonly people: PeopleFigures,
    private readonly supervision: SupervisionFigureReader,
    private readonly service: ServiceFigures,
    private readonly comparer: UnitComparer,
    private readonly signals: SignalDesk,
    private readonly settings: ReportSettings,
    private readonly terminals: TerminalStates,
  ) {}

  /** The figures of a month ('YYYY-MM') of a unit with all below it (null = all units). */
  async read(month: string, unit: MonevUnit | null, zone: string): Promise<MonevFigures> {
    // The units as they stand at the end of the month.
    const on = lastDateOf(month);
    const places = await readUnitPlaces(this.database);
    const unitIds = unit === null ? places.unitIds : places.subtreeOf(unit.id).on(on);
    // Where one unit stands above all others, those below it are meant when everybody is asked about.
    const tops = places.unitIds.filter((id) => places.parentOn(id, on) === null);
    const months = monthsBetween(undefined, month, `${month}-01`).slice(-3);
    const scope = { units: UnitSpans.always(unitIds), on };
    const reach = unit === null ? Reach.everything(on) : new Reach(false, scope.units, null, on);
    const compared = await this.comparer.compare(unit?.id ?? (tops.length === 1 ? (tops[0] ?? null) : null), [month], reach);
    return {
      attendance: await this.people.attendance(scope, months),
      whole: compared.whole,
      units: compared.units,
      violations: await this.people.violations(scope, months),
      cases: await this.people.cases(scope, [month]),
      appraisals: await this.people.appraisals(scope, [month]),
      checks: await this.supervision.checks(scope, [month], zone),
      differences: await this.supervision.differences(scope, [month], zone),
      complaints: await this.service.complaints(scope, months, reach),
      services: await this.service.services(unitIds, months.slice(-2)),
      signals: await this.openSignals(reach),
    };
  }

  /** The report in every form. */
  async make(month: string, unit: MonevUnit | null, language: ReportLanguage, about: { readonly zone: string; readonly signedOn: string }): Promise<MadeReport> {
    const figures = await this.read(month, unit, about.zone);
    const texts = monevTexts(language);
    const title = texts.title(monthWords(month, language));
    const scope = unit?.name ?? texts.everybody;
    const current = figures.attendance.at(-1);
    const tables = monevTables(figures, language);
    return {
      ...{ title: `${title}, ${scope}`, publicTitle: `${title}, ${scope}`, subject: `monev|${month}|${unit?.code ?? ''}`, unitId: unit?.id ?? null, employeeId: null },
      ...{ fileName: `monev-${month}${unit === null ? '' : `-${unit.code}`}`, digest: digestOf(figures), unsettled: current?.waiting ?? 0 },
      paper: {
        ...{ title, organisation: scope, landscape: false, size: 'A4', fontSize: 8, legend: [], foot: title, tables },
        lines: [texts.people(current?.people ?? 0), texts.note],
        notices: current && current.waiting > 0 ? [`${texts.waiting(current.waiting)} ${await this.terminals.silence(unit?.id ?? null, language)}`.trim()] : [],
        signature: await this.settings.signatureOn(about.signedOn),
      },
      writeXlsx: (output) => sheetTables(output, title, tables, texts.part),
    };
  }

  private async openSignals(reach: Reach): Promise<OpenSignal[]> {
    const open = await this.signals.list(reach, false);
    return open.map(({ service, weekDate, state }) => ({ service, weekDate, status: state.status, owner: state.owner, dueDate: state.dueDate }));
  }
}
