import type { ReportLanguage } from '../../core/report/report-texts';

const id = {
  title: (month: string) => `Laporan monitoring dan evaluasi ${month}`,
  everybody: 'Seluruh unit kerja',
  people: (count: number) => `${count} pegawai dengan hari kerja pada bulan ini`,
  note: 'Angka menurut catatan saat laporan dibuat. Tidak memuat nama pegawai; peringkat antarunit tidak dibuat.',
  waiting: (days: number) => `${days} hari orang masih menunggu mesin atau keputusan; angkanya dapat berubah.`,
  part: 'Bagian',
  month: 'Bulan', unit: 'Unit kerja', count: 'Jumlah', what: 'Perihal', period: 'Periode', status: 'Status', predicate: 'Predikat', service: 'Layanan', week: 'Pekan', owner: 'Penanggung jawab', due: 'Tenggat',
  attendance: { heading: '1. Kehadiran', note: 'Hari orang. Bagian dihitung dari hari yang wajib; terlambat dari hari dengan rekaman.', heads: ['Pegawai', 'Wajib', 'Ada rekaman', '%', 'Terlambat', '%', 'Tanpa rekaman', 'Cuti', 'Dinas', 'Menunggu'] },
  units: { heading: '2. Unit di bawahnya', note: 'Menurut nama, bukan peringkat. Dalam kurung: selang 95 %, dengan pegawai sebagai kelompok. Unit dibedakan dari keseluruhan hanya bila selangnya tidak memuat angka keseluruhan.', heads: ['Pegawai', 'Hari dengan rekaman, %', 'Hari tepat waktu, %', 'Catatan'], all: 'Semua bersama' },
  standing: { none: 'belum ada data', few: 'kurang dari lima orang', alike: '', below: 'di bawah keseluruhan', above: 'di atas keseluruhan' },
  attendedIs: 'rekaman', onTimeIs: 'tepat waktu',
  discipline: { heading: '3. Disiplin', note: null, heads: ['Terverifikasi', 'Belum diverifikasi', 'Dimaafkan atau lainnya'] },
  cases: { heading: 'Kasus disiplin tahun ini', running: 'Berjalan', decided: 'Sudah diputus', ended: 'Ditutup atau ditarik' },
  appraisal: { heading: '4. Penilaian kinerja', note: 'Predikat dari kurang dari lima orang digabung, agar tidak menunjuk orang.' },
  appraisalStatus: { new: 'baru', planned: 'direncanakan', agreed: 'disepakati', evaluated: 'dinilai', objected: 'ada keberatan', closed: 'selesai' } as Readonly<Record<string, string>>,
  few: 'kurang dari 5',
  supervision: { heading: '5. Pengawasan langsung', note: 'Selisih adalah pengamatan, bukan pelanggaran.', checks: 'Sidak yang diserahkan', marked: 'Orang yang ditandai', differences: 'Selisih ditemukan', open: 'Selisih belum ditutup' },
  complaints: { heading: '6. Pengaduan', note: null, heads: ['Diterima', 'Sudah selesai'] },
  services: { heading: '7. Layanan', note: 'Waktu dalam menit jam layanan.', heads: ['Bulan', 'Tiket', 'Median', 'Dalam janji, %', 'Responden', 'IKM'] },
  signals: { heading: '8. Layanan lambat yang belum selesai ditindaklanjuti', note: null },
  signalStatus: { open: 'belum ditangani', 'in-work': 'ditangani', finished: 'menunggu verifikasi' } as Readonly<Record<string, string>>,
};

/** The words of a monitoring and evaluation report. */
export type MonevTexts = typeof id;

const en: MonevTexts = {
  title: (month) => `Monitoring and evaluation, ${month}`,
  everybody: 'All units',
  people: (count) => `${count} employees with working days in this month`,
  note: 'Figures as recorded when the report was made. It names no employee and ranks no unit.',
  waiting: (days) => `${days} person-days still wait for a terminal or a decision; the figures may change.`,
  part: 'Part',
  month: 'Month', unit: 'Unit', count: 'Number', what: 'What', period: 'Period', status: 'Status', predicate: 'Outcome', service: 'Service', week: 'Week', owner: 'Owner', due: 'Due',
  attendance: { heading: '1. Attendance', note: 'Person-days. Shares are of the days owed; late is of days with a record.', heads: ['People', 'Owed', 'With a record', '%', 'Late', '%', 'No record', 'Leave', 'Duty', 'Waiting'] },
  units: { heading: '2. Units below', note: 'By name, not by rank. In brackets: the interval of 95 %, with people as clusters. A unit is told apart only where its interval does not hold the figure of all.', heads: ['People', 'Days with a record, %', 'Days on time, %', 'Remark'], all: 'All together' },
  standing: { none: 'no data yet', few: 'fewer than five people', alike: '', below: 'below all together', above: 'above all together' },
  attendedIs: 'record', onTimeIs: 'on time',
  discipline: { heading: '3. Discipline', note: null, heads: ['Verified', 'Not verified', 'Excused or other'] },
  cases: { heading: 'Discipline cases of this year', running: 'Running', decided: 'Decided', ended: 'Closed or withdrawn' },
  appraisal: { heading: '4. Appraisal', note: 'Outcomes of fewer than five people are joined, so that they point at nobody.' },
  appraisalStatus: { new: 'new', planned: 'planned', agreed: 'agreed', evaluated: 'evaluated', objected: 'objected', closed: 'closed' },
  few: 'fewer than 5',
  supervision: { heading: '5. Direct supervision', note: 'A difference is an observation, not a violation.', checks: 'Spot checks handed in', marked: 'People marked', differences: 'Differences found', open: 'Differences not closed' },
  complaints: { heading: '6. Complaints', note: null, heads: ['Received', 'Ended by now'] },
  services: { heading: '7. Services', note: 'Times in minutes of opening hours.', heads: ['Month', 'Tickets', 'Median', 'Within promise, %', 'Respondents', 'IKM'] },
  signals: { heading: '8. Slow services whose follow-up goes on', note: null },
  signalStatus: { open: 'not taken on', 'in-work': 'taken on', finished: 'waits to be verified' },
};

/** The words of a language. */
export const monevTexts = (language: ReportLanguage): MonevTexts => (language === 'id' ? id : en);
