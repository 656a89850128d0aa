import { type DailyReportInput, type ReportDay, type ReportUnit } from '../../../src/core/report/report-input';

/** 23 November 2026 is a Monday; the report is made on Tuesday at 06:30 in Jakarta. */
export const reportDate = '2026-11-23';
export const madeAt = Date.parse('2026-11-23T23:30:00Z');

const units: readonly ReportUnit[] = [
  { id: 'u-city', code: 'KOTA', name: 'Kota Sukamaju', parentId: null, zone: 'Asia/Jakarta' },
  { id: 'u-dishub', code: 'DISHUB', name: 'Dinas Perhubungan', parentId: 'u-city', zone: 'Asia/Jakarta' },
  { id: 'u-rsud', code: 'RSUD', name: 'RSUD Kota', parentId: 'u-city', zone: 'Asia/Jakarta' },
  { id: 'u-satpol', code: 'SATPOL', name: 'Satpol PP', parentId: 'u-city', zone: 'Asia/Jakarta' },
];

const at = (time: string, date = reportDate): number => Date.parse(`${date}T${time}:00+07:00`);

/** An attendance day of the report's date that is present and on time unless told otherwise. */
export function day(employeeId: string, name: string, unitId: string, facts: Partial<ReportDay> = {}): ReportDay {
  return {
    employeeId,
    person: { number: `19850101200901${employeeId.padStart(4, '0')}`, name },
    unitId,
    zone: 'Asia/Jakarta',
    workDate: reportDate,
    shiftNo: 1,
    status: 'PRESENT',
    settled: true,
    flags: [],
    absentDays: 0,
    lateMinutes: 0,
    earlyLeaveMinutes: 0,
    inAt: at('07:21'),
    outAt: at('16:05'),
    closesAt: at('20:00'),
    ...facts,
  };
}

const absent: Partial<ReportDay> = { status: 'ABSENT', flags: ['NO_PUNCH'], absentDays: 1, inAt: null, outAt: null };
const late = (lateMinutes: number): Partial<ReportDay> => ({ lateMinutes, inAt: at('07:30') + lateMinutes * 60_000 });
const waiting = (flag: string): Partial<ReportDay> => ({ status: 'PENDING', settled: false, flags: [flag], outAt: null });

const days: readonly ReportDay[] = [
  day('1', 'Andi Prasetyo', 'u-dishub'),
  day('2', 'Siti Nurhaliza binti Ahmad', 'u-dishub', late(17)),
  day('3', "<b>O'Neil & \"x\"", 'u-dishub', late(96)),
  day('4', 'Bambang Sudarsono', 'u-dishub', waiting('AWAITING_DEVICE_SYNC')),
  day('5', 'Dewi Kartika', 'u-dishub', waiting('AWAITING_DEVICE_SYNC')),
  day('6', 'Fajar Hidayat', 'u-rsud', { flags: ['MISSING_OUT'], status: 'INCOMPLETE', outAt: null }),
  day('7', 'Gita Permatasari', 'u-rsud', { earlyLeaveMinutes: 34, outAt: at('15:26') }),
  day('8', 'Hasan Basri', 'u-rsud', absent),
  day('9', 'Indah Lestari', 'u-rsud', { status: 'ON_LEAVE', inAt: null, outAt: null }),
  day('10', 'Joko Susilo', 'u-rsud', { status: 'PENDING', settled: false, flags: ['OPEN'], inAt: at('22:51'), outAt: null, closesAt: at('11:00', '2026-11-24') }),
  day('11', 'Kurniawan Adi', 'u-satpol', absent),
  day('12', 'Lina Marlina', 'u-satpol', absent),
  day('13', 'Made Wirawan', 'u-satpol', { ...absent, flags: ['NO_PUNCH', 'LEAVE_PENDING'] }),
  day('14', 'Nur Aisyah', 'u-satpol', { status: 'OFF', inAt: null, outAt: null }),
  day('15', 'Oki Saputra', 'u-satpol', { status: 'HALF_DAY', absentDays: 0.5, outAt: at('11:40') }),
  day('16', 'Putri Ayu', 'u-satpol', { ...late(5), flags: ['LATE_EXCUSED'] }),
];

const earlierLate = (workDate: string, lateMinutes: number): ReportDay => day('2', 'Siti Nurhaliza binti Ahmad', 'u-dishub', { workDate, lateMinutes });

/** A small city on one Monday, with every kind of row that a report knows. */
export const mondayInSukamaju: DailyReportInput = {
  date: reportDate,
  generatedAt: madeAt,
  zone: 'Asia/Jakarta',
  scope: null,
  units,
  days,
  monthDays: [...days, earlierLate('2026-11-03', 8), earlierLate('2026-11-10', 1300)],
  reviews: [
    { employeeId: '11', workDate: reportDate, shiftNo: 1, kind: 'absence', state: 'verified' },
    { employeeId: '12', workDate: reportDate, shiftNo: 1, kind: 'absence', state: 'excused' },
    { employeeId: '6', workDate: reportDate, shiftNo: 1, kind: 'missing-out', state: 'sent-back' },
  ],
  cases: [
    {
      caseId: '0193aaaa-0000-7000-8000-000000000001',
      person: { number: '198501012009010011', name: 'Kurniawan Adi' },
      unitId: 'u-satpol',
      stage: 'summoned',
      level: 'Teguran tertulis',
      countedDays: 4.5,
      reviewNeeded: true,
      deadlines: [
        { code: 'second-summons', date: '2027-01-04', provisional: true, overdue: false },
        { code: 'examination', date: '2026-11-26', provisional: false, overdue: false },
      ],
    },
    { caseId: '0193bbbb-0000-7000-8000-000000000002', person: { number: '198501012009010008', name: 'Hasan Basri' }, unitId: 'u-rsud', stage: 'opened', level: 'Teguran lisan', countedDays: 3, reviewNeeded: false, deadlines: [{ code: 'superior-summons', date: '2026-11-20', provisional: false, overdue: true }] },
  ],
  terminals: [
    terminal('CJ9H201', 'Lobi Dishub', { lastContactAt: at('15:02'), errorText: 'no answer', people: 2 }),
    terminal('CJ9H202', 'RSUD, gerbang timur', { clockOffsetSeconds: 430 }),
    terminal('CJ9H203', 'Satpol PP', { deviceRecords: 95_210, deviceCapacity: 100_000 }),
    terminal('CJ9H204', 'Puskesmas Anggrek', { lastContactAt: null }),
    terminal('CJ9H205', 'Balai Kota', {}),
  ],
  observations: [
    { rule: 'door-held-open', finding: 'unknown', person: null, unitId: 'u-rsud', door: 'gudang-obat', zone: 'Asia/Jakarta', fromAt: at('12:00'), toAt: at('12:10') },
    { rule: 'out-in-working-hours', finding: 'observed', person: { number: '198501012009010006', name: 'Fajar Hidayat' }, unitId: 'u-rsud', door: null, zone: 'Asia/Jakarta', fromAt: at('10:05'), toAt: at('11:40') },
  ],
  missedDates: ['2026-11-20', '2026-11-19'],
};

function terminal(serial: string, name: string, facts: Partial<DailyReportInput['terminals'][number]>): DailyReportInput['terminals'][number] {
  return { serial, name, unitId: 'u-city', zone: 'Asia/Jakarta', lastContactAt: madeAt - 30_000, clockOffsetSeconds: 2, deviceRecords: 10_000, deviceCapacity: 100_000, errorText: null, errorSinceAt: null, ...facts };
}
