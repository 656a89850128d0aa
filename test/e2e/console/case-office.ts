import { addDays, datesBetween, weekday } from '../../../src/core/time/calendar';
import { type Config } from '../../../src/platform/config';
import { PlanImport } from '../../../src/plan/import/plan-import';
import { ConsoleOffice, officeUsers } from '../../support/console-office';

/** Whoever the case is about: in Kecamatan Melati since a few days, and never seen by its terminal. */
export const absentee = 'Lukman Hakim';
/** Working days without a record; the last one nobody has verified. */
export const absentDates = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23'] as const;

/** The office of the console with a case in it: three verified days of one person. @param changes to its configuration */
export async function openCaseOffice(changes: Partial<Config> = {}): Promise<{ readonly office: ConsoleOffice; readonly caseId: string; readonly employeeId: string }> {
  const office = await ConsoleOffice.open(changes);
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

/** Somebody whose ten days in a row are verified but for the last; `caseId` is the light case of nine days, which the tenth makes a heavy one. */
export const longAbsentee = { name: 'Mega Puspita', lastDate: '2026-11-20' } as const;

/** Opens the case of the long absence beside the one that is there. */
export async function openLongAbsence(office: ConsoleOffice): Promise<{ readonly caseId: string; readonly verifyLast: () => Promise<void> }> {
  const { name, lastDate } = longAbsentee;
  await office.app.get(PlanImport).importOffice(`employees: [{ number: 'K-901', name: '${name}', jobTitle: Pelaksana, category: PNS, joinedDate: 2026-11-09, unit: MELATI }]`);
  await office.judge();
  const employeeId = await office.employeeId(name);
  const verify = async (dates: readonly string[]): Promise<void> => {
    await office.call(officeUsers.officer, 'POST', 'violations/decisions', { decision: 'verified', about: dates.map((workDate) => ({ employeeId, workDate, kind: 'absence' })), reason: 'tidak ada kabar' });
    await office.judge();
  };
  await verify(datesBetween('2026-11-09', addDays(lastDate, -1)).filter((date) => weekday(date) <= 5));
  const { items } = await office.call<{ items: readonly { caseId: string }[] }>(officeUsers.officer, 'GET', `cases?employeeId=${employeeId}`);
  if (!items[0]) throw new Error('no case was opened');
  return { caseId: items[0].caseId, verifyLast: () => verify([lastDate]) };
}
