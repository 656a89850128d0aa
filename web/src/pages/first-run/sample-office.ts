const [zone, fromDate] = ['Asia/Jakarta', '2026-01-01'];
const people = ['Ani Lestari', 'Budi Santoso', 'Citra Dewi', 'Dimas Saputra', 'Eka Kurniawan', 'Farah Nabila', 'Galih Pratama', 'Hesti Utami', 'Irfan Hakim', 'Julia Sari', 'Kevin Wijaya', 'Lina Marlina'];
const units = [
  { code: 'CONTOH', name: 'Kantor Contoh', zone },
  { code: 'CONTOH-TU', name: 'Bagian Tata Usaha', parent: 'CONTOH' },
  { code: 'CONTOH-PLY', name: 'Bagian Pelayanan', parent: 'CONTOH' },
];

/** A small invented office to look around in: three units, five working days a week, twelve people with pins 9001 to 9012. */
export const sampleOffice = {
  units,
  shifts: [
    { code: 'CTH', name: 'Senin-Kamis', segments: [['07:30', '16:00']], breaks: [['12:00', '13:00']] },
    { code: 'CTH-J', name: 'Jumat', segments: [['07:30', '16:30']], breaks: [['11:30', '13:00']] },
  ],
  schedules: [{ code: 'CTH-5HK', week: ['CTH', 'CTH', 'CTH', 'CTH', 'CTH-J', null, null] }],
  assignments: [{ unit: 'CONTOH', schedule: 'CTH-5HK', fromDate }],
  employees: people.map((name, index) => ({ number: `CONTOH-${index + 1}`, name, category: 'contract', unit: units[1 + (index % 2)]?.code ?? 'CONTOH', joinedDate: fromDate })),
  enrolments: people.map((_, index) => ({ pin: String(9001 + index), employee: `CONTOH-${index + 1}`, fromDate })),
};
