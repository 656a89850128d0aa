import type { DailyReport } from '../core/report/daily-report';
import type { Figures } from '../core/report/figures';
import type { EventKind } from '../core/report/judge-day';
import type { ReportLanguage, ReportTexts } from '../core/report/report-texts';
import { reportTexts } from '../core/report/texts';
import { dateText, longDateText, numberText } from '../core/report/words';
import { localDateOf, timeOn, timeText, zoneText } from './clock-text';
import { type ShownPicture } from './mail-page';
import { dayPictureSize } from './picture/day-picture';
import {
  casesSection,
  listSections,
  observationsSection,
  repeatedSection,
  terminalsSection,
  unitsSection,
  type Section,
} from './daily-report-sections';

/** The places of people that a report counts, in the order in which they are shown. */
export const shownPlaces = [
  'present',
  'leaveOrDuty',
  'excused',
  'noRecord',
  'absentVerified',
  'waitingForTerminal',
  'waitingForShift',
  'waitingForDecision',
  'off',
] as const;
/** One of the shown places. */
export type ShownPlace = (typeof shownPlaces)[number];

/** Something to read before the figures; `silence` is drawn as what a machine did not say. */
export interface Notice {
  readonly kind: 'silence' | 'note';
  readonly strong: string;
  readonly text: string;
}

/** A report in words, the same for every way of drawing it. */
export interface DailyReportView {
  readonly language: ReportLanguage;
  readonly subject: string;
  readonly title: string;
  readonly organisation: string | null;
  readonly scope: string | null;
  readonly date: string;
  readonly made: string;
  readonly headline: string;
  readonly subline: string | null;
  readonly action: { readonly label: string; readonly href: string } | null;
  readonly notices: readonly Notice[];
  readonly peopleHeading: string;
  readonly peopleNote: string;
  readonly people: readonly {
    readonly place: ShownPlace;
    readonly label: string;
    readonly count: number;
    readonly text: string;
  }[];
  readonly eventsHeading: string;
  readonly eventColumns: readonly [string, string, string];
  readonly events: readonly { readonly label: string; readonly all: string; readonly toReview: string; readonly counts: readonly [all: number, toReview: number] }[];
  readonly sections: readonly Section[];
  readonly foot: readonly string[];
  /** The letterhead's logo, and the bar of all who were due; without a picture the bar is drawn from cells of a table. */
  readonly logo: ShownPicture | null;
  readonly picture: ShownPicture | null;
}

/** How a report is to be presented; the limits keep a mail short, a file has everything. */
export interface ViewOptions {
  readonly language: ReportLanguage;
  readonly digest: string;
  readonly publicUrl: string | null;
  readonly rowsPerList: number;
  /** When the report that this one corrects was made, epoch milliseconds. */
  readonly correctsAt?: number;
  readonly logo?: ShownPicture | null;
  /** Address of the picture of the day. */
  readonly pictureSource?: string;
}

/** Puts a report into words. */
export function viewDailyReport(report: DailyReport, options: ViewOptions): DailyReportView {
  const texts = reportTexts(options.language);
  const number = (value: number): string => numberText(value, texts);
  const { head, total } = report;
  const people = peopleOf(total, texts);
  return {
    language: options.language,
    subject: texts.subject(
      dateText(report.date, texts),
      number(head.toReview),
      report.scope?.name ?? report.organisation,
    ),
    title: texts.title,
    organisation: report.organisation,
    scope: report.scope?.name ?? null,
    date: longDateText(report.date, texts),
    made: texts.made(madeText(report, texts)),
    headline: headlineOf(report, texts),
    subline: head.reviewed > 0 ? texts.reviewed(head.reviewed, number(head.reviewed)) : null,
    action:
      options.publicUrl !== null && head.toReview > 0 ? { label: texts.startReview, href: options.publicUrl } : null,
    notices: [...correctionOf(report, options, texts), ...noticesOf(report, texts)],
    peopleHeading: texts.people,
    peopleNote: texts.peopleOf(number(total.due)),
    people,
    eventsHeading: texts.events,
    eventColumns: [texts.event, texts.all, texts.stillToReview],
    events: eventsOf(report, texts),
    sections: sectionsOf(report, texts, options.rowsPerList),
    foot: [texts.explain, texts.confidential, texts.digest(options.digest)],
    logo: options.logo ?? null,
    picture: options.pictureSource === undefined || total.due === 0 ? null : { source: options.pictureSource, text: pictureText(people), ...dayPictureSize },
  };
}

/** What the picture shows, for whoever does not see it. */
const pictureText = (people: DailyReportView['people']): string =>
  people
    .filter(({ place, count }) => place !== 'off' && count > 0)
    .map(({ label, text }) => `${label} ${text}`)
    .join(', ');

function madeText(report: DailyReport, texts: ReportTexts): string {
  const { generatedAt: at, zone } = report;
  return `${dateText(localDateOf(at, zone), texts)}, ${timeText(at, zone)} ${zoneText(at, zone)}`;
}

function headlineOf({ head, total }: DailyReport, texts: ReportTexts): string {
  if (total.due === 0) return texts.nobodyDue;
  return head.toReview > 0 ? texts.toReview(head.toReview, numberText(head.toReview, texts)) : texts.everythingSeen;
}

function correctionOf(report: DailyReport, { correctsAt }: ViewOptions, texts: ReportTexts): readonly Notice[] {
  if (correctsAt === undefined) return [];
  const at = `${dateText(localDateOf(correctsAt, report.zone), texts)}, ${timeText(correctsAt, report.zone)}`;
  return [{ kind: 'note', strong: '', text: texts.corrected(at) }];
}

const namedSilences = 4;

function noticesOf(report: DailyReport, texts: ReportTexts): readonly Notice[] {
  const { head } = report;
  const notices: Notice[] = [];
  const number = (value: number): string => numberText(value, texts);
  if (head.waitingForTerminal > 0)
    notices.push({
      kind: 'silence',
      strong: texts.notJudged(head.waitingForTerminal, number(head.waitingForTerminal)),
      text: `${silenceText(report, texts)} ${texts.notCountedYet}`,
    });
  if (head.waitingForShift > 0)
    notices.push({
      kind: 'note',
      strong: '',
      text: texts.openShift(head.waitingForShift, number(head.waitingForShift)),
    });
  if (head.waitingForDecision > 0)
    notices.push({
      kind: 'note',
      strong: '',
      text: texts.openDecision(head.waitingForDecision, number(head.waitingForDecision)),
    });
  if (head.missedDates.length > 0)
    notices.push({
      kind: 'note',
      strong: '',
      text: texts.missed(head.missedDates.map((date) => dateText(date, texts))),
    });
  return notices;
}

function silenceText({ head, date }: DailyReport, texts: ReportTexts): string {
  const silent = head.silentTerminals;
  if (silent.length === 0) return texts.noSilentTerminal;
  const named = silent.slice(0, namedSilences).map((one) => ({
    name: one.name,
    since: one.sinceAt === null ? null : timeOn(one.sinceAt, one.zone, date, texts),
  }));
  return texts.silent(named, silent.length - named.length);
}

const alwaysShown: ReadonlySet<ShownPlace> = new Set<ShownPlace>([
  'present',
  'leaveOrDuty',
  'noRecord',
  'absentVerified',
]);

function peopleOf(total: Figures, texts: ReportTexts): DailyReportView['people'] {
  return shownPlaces
    .filter((place) => total[place] > 0 || alwaysShown.has(place))
    .map((place) => ({
      place,
      label: texts.places[place],
      count: total[place],
      text: numberText(total[place], texts),
    }));
}

const shownKinds: readonly EventKind[] = [
  'late',
  'earlyLeave',
  'missingPunch',
  'halfDay',
  'noRecord',
  'absentVerified',
];

function eventsOf(report: DailyReport, texts: ReportTexts): DailyReportView['events'] {
  return shownKinds
    .filter((kind) => kind !== 'halfDay' || report.lists.halfDay.length > 0)
    .map((kind) => {
      const entries = report.lists[kind];
      const toReview = entries.filter((entry) => entry.review !== 'verified').length;
      return { label: texts.kinds[kind], all: numberText(entries.length, texts), toReview: numberText(toReview, texts), counts: [entries.length, toReview] };
    });
}

function sectionsOf(report: DailyReport, texts: ReportTexts, limit: number): readonly Section[] {
  const sections = [
    unitsSection(report, texts, limit),
    casesSection(report, texts, limit),
    terminalsSection(report, texts, limit),
    ...listSections(report, texts, limit),
    repeatedSection(report, texts, limit),
    observationsSection(report, texts, limit),
  ];
  return sections.filter((section) => section.rows.length > 0);
}
