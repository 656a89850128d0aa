import { PlanImport } from '../../../src/plan/import/plan-import';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

/** Whoever the case is about: in Kecamatan Melati since a few days, and never seen by its terminal. */
export const absentee = 'Lukman Hakim';
/** Working days without a record; the last one nobody has verified. */
export const absentDates = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23'] as const;

/** The office of the console with a case in it: three verified days of one person. */
export async function openCaseOffice(): Promise<{ readonly office: ConsoleOffice; readonly caseId: string; readonly employeeId: string }> {
  const office = await ConsoleOffice.open();
  await office.app.get(PlanImport).importOffice(`employees: [{ number: 'K-900', name: '${absentee}', jobTitle: Pengadministrasi Umum, category: PNS, joinedDate: ${absentDates[0]}, unit: MELATI }]`);
  await office.judge();
  const employeeId = await office.employeeId(absentee);
  const about = absentDates.slice(0, 3).map((workDate) => ({ employeeId, workDate, kind: 'absence' }));
  await office.call(officeUsers.officer, 'POST', 'violations/decisions', { decision: 'verified', about, reason: 'atasan menyatakan tidak ada izin' });
  await office.judge();
  const { items } = await office.call<{ items: readonly { caseId: string }[] }>(officeUsers.officer, 'GET', `cases?employeeId=${employeeId}`);
  if (!items[0]) throw new Error('no case was opened');
  return { office, caseId: items[0].caseId, employeeId };
}
