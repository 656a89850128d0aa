/** One value in force, with where it stands and how far to trust it. */
export interface Parameter {
  readonly name: string;
  readonly fromDate: string;
  readonly text: string;
  readonly source: { readonly act: string; readonly article: string; readonly mark: string; readonly href?: string };
}

/** One row of a table of thresholds. */
export interface ThresholdRow {
  readonly from: number;
  readonly to: number | null;
  readonly sanction: string;
  readonly title: string;
  readonly tier: string | null;
  readonly article: string;
}

/** One regulation as it stands on a date. */
export interface Provision {
  readonly code: string;
  readonly title: string;
  readonly appliesTo: readonly string[];
  readonly inUse: boolean;
  readonly checkedOn: string;
  readonly thresholds: readonly ThresholdRow[];
  readonly parameters: readonly Parameter[];
  readonly notes: Readonly<Record<string, string>>;
}

/** The law on a date. */
export interface RegulationList {
  readonly on: string;
  readonly items: readonly Provision[];
  readonly warnings: readonly string[];
}

/** What another rule would have made of days that are past. */
export interface WhatIf {
  readonly employees: number;
  readonly accounts: number;
  readonly total: number;
  readonly items: readonly { readonly employeeId: string; readonly number: string; readonly name: string; readonly year: number; readonly cumulativeDays: { readonly now: number; readonly then: number }; readonly level: { readonly now: string | null; readonly then: string | null } }[];
}

type Send = <T>(method: string, path: string) => Promise<T>;

/** The query of the law on a date. */
export const regulationsQuery = (on: string, send: Send) => ({ queryKey: ['regulations', on], queryFn: () => send<RegulationList>('GET', `/api/v1/regulations?on=${encodeURIComponent(on)}`), staleTime: 60_000 });
