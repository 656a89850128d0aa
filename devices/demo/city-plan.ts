import { stringify } from 'yaml';
import { dateAfter, demoZone } from './demo-time';
import { rotationAnchor, wardPattern, watchPattern } from './duty';
import { demoUnits, type DemoPerson } from './staff';

/** Code of the reader in the lobby; a card is enrolled on it like a pin on a terminal. */
export const lobbyReader = 'LOBI-KARTU';

/** The plan of the demo's city as the import takes it (docs/import-formats.md). */
export function cityPlan(staff: readonly DemoPerson[], fromDate: string): string {
  return stringify({
    units: [{ code: 'KOTA', name: 'Pemerintah Kota Sukamaju', zone: demoZone }, ...demoUnits.map(({ code, name }) => ({ code, name, parent: 'KOTA' }))],
    shifts: [
      { code: 'REG', name: 'Senin-Kamis', segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] },
      { code: 'FRI', name: 'Jumat', segments: [['07:30', '16:30']], breaks: [['11:30', '13:00']] },
      { code: 'P', name: 'Pagi', segments: [['07:00', '14:00']] },
      { code: 'S', name: 'Siang', segments: [['14:00', '21:00']] },
      { code: 'M', name: 'Malam', segments: [['21:00', '07:00+1']] },
      { code: 'D24', name: 'Piket 24 jam', segments: [['08:00', '08:00+1']] },
    ],
    schedules: [
      { code: '5HK', week: ['REG', 'REG', 'REG', 'REG', 'FRI', null, null] },
      ...[0, 1, 2, 3].map((crew) => ({ code: `RAWAT-${crew}`, pattern: [...wardPattern], anchor: dateAfter(rotationAnchor, -2 * crew) })),
      ...[0, 1, 2].map((crew) => ({ code: `REGU-${crew}`, pattern: [...watchPattern], anchor: dateAfter(rotationAnchor, -crew) })),
    ],
    assignments: [{ unit: 'KOTA', schedule: '5HK', fromDate }, ...staff.filter(({ rhythm }) => rhythm !== 'office').map((person) => ({ employee: person.number, schedule: scheduleOf(person), fromDate }))],
    employees: staff.map(({ number, name, category, jobTitle, unit }) => ({ number, name, category, jobTitle, unit: unit.code, unitFromDate: fromDate })),
    enrolments: staff.flatMap(({ pin, number, card }) => [
      { pin, employee: number, fromDate },
      ...(card === null ? [] : [{ pin: card, terminal: lobbyReader, employee: number, fromDate }]),
    ]),
    holidayExemptions: ['RSUD', 'DAMKAR'].map((unit) => ({ unit, fromDate })),
  });
}

const scheduleOf = (person: DemoPerson): string => `${person.rhythm === 'ward' ? 'RAWAT' : 'REGU'}-${person.crew}`;
