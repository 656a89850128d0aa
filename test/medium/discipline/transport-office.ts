import { type CaseSheet } from '../../../src/discipline/cases/case-sheet-items';

export const ani = '198001012005012001';
export const budi = '198102022006011002';
export const citra = '198203032007012003';
export const dewi = '199004042020212004';

/** A small transport office: two civil servants who stay, one who leaves, and one under an agreement. */
export const plan = `
units:
  - { code: KOTA, name: Kota Sukamaju, zone: Asia/Jakarta }
  - { code: DISHUB, name: Dinas Perhubungan, parent: KOTA }
shifts:
  - { code: REG, segments: [["07:30", "16:00"]], breaks: [["12:00", "13:00"]] }
schedules:
  - { code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }
assignments:
  - { unit: KOTA, schedule: 5HK, fromDate: 2026-05-01 }
holidays:
  - { date: 2026-05-14, name: Kenaikan Yesus Kristus, kind: national, decree: SKB 2026 }
  - { date: 2026-05-15, name: Cuti bersama Kenaikan, kind: collective-leave, decree: SKB 2026 }
employees:
  - { number: "${ani}", name: Ani Lestari, category: PNS, unit: DISHUB, joinedDate: 2026-05-04, jobTitle: Pengelola Data }
  - { number: "${budi}", name: Budi Santoso, category: PNS, unit: DISHUB, joinedDate: 2026-05-04, jobTitle: Pengadministrasi }
  - { number: "${citra}", name: Citra Dewi, category: pns, unit: DISHUB, joinedDate: 2026-05-04, leftDate: 2026-05-06 }
  - { number: "${dewi}", name: Dewi Anggraini, category: PPPK, unit: DISHUB, joinedDate: 2026-05-04, leftDate: 2026-05-06 }
`;

/** A page of cases. */
export interface Listed {
  readonly items: readonly { readonly caseId: string; readonly employeeId: string; readonly number: string; readonly state: string; readonly level: string | null; readonly countedDays: number; readonly reviewNeeded: boolean }[];
  readonly total: number;
}
/** A case. */
export interface Detail {
  readonly state: string;
  readonly level: string;
  readonly sequence: number;
  readonly deadlines: readonly { readonly code: string; readonly dueDate: string; readonly provisional: boolean; readonly overdue: boolean }[];
  readonly allowed: readonly { readonly act: string }[];
  readonly reviews: readonly { readonly reason: string; readonly proposal: { level: { sanction: string } } | null }[];
  readonly documents: readonly { readonly id: string; readonly kind: string; readonly sha256: string }[];
  readonly sheet: CaseSheet;
  readonly history: readonly { readonly recordedBy: string; readonly event: { readonly kind: string } }[];
}
/** A refusal. */
export interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly allowed?: readonly { readonly act: string }[];
}
