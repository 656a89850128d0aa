import { recapRow, type RecapDay, type RecapRow } from '../../../src/core/report/recap';
import { datesBetween, weekday } from '../../../src/core/time/calendar';

/** Every date of November 2026. */
export const novemberDates = datesBetween('2026-11-01', '2026-11-30');

const names = ['Ayu Nuraini Lestari', 'Šti Nūrhalizá Çelik-Ðuro', "I Gusti Ngurah Ra'i", 'Bambang Sudarsono', 'Dewi Kartika Sari binti Abdul Muthalib', 'Fajar Hidayat', 'Gita Permatasari', 'José Añez'];

/** A month of a unit, the same at each call: people of all fates. */
export function novemberRows(people: number): RecapRow[] {
  return Array.from({ length: people }, (_, index) =>
    recapRow(
      { employeeId: `e${index}`, number: `19850101200901${String(index).padStart(4, '0')}`, name: `${names[index % names.length]}${index < names.length ? '' : ` ${index}`}`, unit: 'Dinas Perhubungan' },
      novemberDates.filter((date) => date < '2026-11-25').map((date) => dayOf(index, date)),
      novemberDates,
      index % 3 === 0 ? 2.5 : 0,
    ),
  );
}

function dayOf(index: number, workDate: string): RecapDay {
  const day: RecapDay = { workDate, status: 'PRESENT', settled: true, flags: [], absentDays: 0, lateMinutes: 0, earlyLeaveMinutes: 0, lateBand: null, earlyBand: null, absence: null, cover: null };
  if (weekday(workDate) > 5) return { ...day, status: 'OFF' };
  const lot = (index * 7 + Number(workDate.slice(8)) * 3) % 23;
  if (lot === 0) return { ...day, lateMinutes: 17 };
  if (lot === 1) return { ...day, earlyLeaveMinutes: 34, lateMinutes: 65 };
  if (lot === 2) return { ...day, status: 'ABSENT', absentDays: 1, absence: index % 2 === 0 ? 'verified' : null };
  if (lot === 3) return { ...day, status: 'ON_LEAVE', cover: index % 2 === 0 ? 'annual' : 'sick' };
  if (lot === 4) return { ...day, status: 'ON_DUTY' };
  if (lot === 5) return { ...day, status: 'INCOMPLETE', flags: ['MISSING_OUT'] };
  return workDate === '2026-11-24' && index % 4 === 0 ? { ...day, status: 'PENDING', settled: false } : day;
}
