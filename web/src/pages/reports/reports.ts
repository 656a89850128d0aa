/** Reports that are made on request, and what each is asked for with. */
export const reportKinds = ['daily', 'monthly-recap', 'year-account', 'terminals', 'monev'] as const;
/** One of them. */
export type ReportKind = (typeof reportKinds)[number];

/** A cell: its text, or a text with a tone that says the same. */
export type Cell = string | { readonly text: string };

/** The figures of a report as rows. */
export interface ReportRows {
  readonly title: string;
  readonly digest: string;
  /** Person-days that still wait. */
  readonly unsettled: number;
  readonly tables: readonly { readonly heading: string | null; readonly note: string | null; readonly columns: readonly { readonly head: string; readonly align?: 'left' | 'center' | 'right' }[]; readonly rows: readonly (readonly Cell[])[] }[];
}

/** What a report is asked for with: its day, month or year, and a unit's code. */
export interface Asked {
  readonly kind: ReportKind;
  readonly date: string;
  readonly unit: string | undefined;
}

/** The address of a report in a form. */
export function reportPath({ kind, date, unit }: Asked, format: 'json' | 'html' | 'xlsx' | 'pdf', language: 'id' | 'en'): string {
  const when: Record<string, string> = kind === 'daily' ? { date } : kind === 'year-account' ? { year: date.slice(0, 4) } : { month: date.slice(0, 7) };
  return `/api/v1/reports/${kind}?${new URLSearchParams({ ...when, ...(unit ? { unit } : {}), format, language })}`;
}

/** The text of a cell. */
export const cellText = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : (cell?.text ?? ''));
