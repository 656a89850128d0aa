/** How long one request of a type may be. */
export interface LeaveLimit {
  readonly unit: 'days' | 'months';
  readonly count: number;
  /** Where the limit comes from, for the message that refuses. */
  readonly because: string;
}

/** A kind of leave with the name the law gives it. */
export interface LeaveType {
  readonly code: string;
  readonly term: string;
  readonly english: string;
  /** Code under which the regulations hold its effect. */
  readonly effectCode: string;
  readonly limit: LeaveLimit;
}

/** The kinds of leave of civil servants (asn-rules.md 4.1); limits hold for one request, an extension is a request of its own. */
export const leaveTypes: readonly LeaveType[] = [
  {
    code: 'annual',
    term: 'cuti tahunan',
    english: 'annual leave',
    effectCode: 'cuti-tahunan',
    limit: { unit: 'days', count: 60, because: '24 working days at most, with their weekends and holidays, and 12 days of travel' },
  },
  {
    code: 'big',
    term: 'cuti besar',
    english: 'big leave',
    effectCode: 'cuti-besar',
    limit: { unit: 'months', count: 3, because: 'three months after five years of service' },
  },
  {
    code: 'sick',
    term: 'cuti sakit',
    english: 'sick leave',
    effectCode: 'cuti-sakit',
    limit: { unit: 'months', count: 12, because: 'one year; the six months after the medical board are a request of their own' },
  },
  {
    code: 'birth',
    term: 'cuti melahirkan',
    english: 'birth leave',
    effectCode: 'cuti-melahirkan',
    limit: { unit: 'months', count: 3, because: 'three months' },
  },
  {
    code: 'important-reason',
    term: 'cuti karena alasan penting',
    english: 'leave for an important reason',
    effectCode: 'cuti-alasan-penting',
    limit: { unit: 'months', count: 1, because: 'one month' },
  },
  {
    code: 'collective',
    term: 'cuti bersama',
    english: 'collective leave',
    effectCode: 'cuti-bersama',
    limit: { unit: 'days', count: 14, because: 'the days of one decree' },
  },
  {
    code: 'cltn',
    term: 'cuti di luar tanggungan negara',
    english: 'leave outside the responsibility of the state',
    effectCode: 'cltn',
    limit: { unit: 'months', count: 36, because: 'three years; the fourth is a request of its own' },
  },
];

/** The leave type of a code, or undefined. */
export const leaveTypeOf = (code: string): LeaveType | undefined => leaveTypes.find((type) => type.code === code);
