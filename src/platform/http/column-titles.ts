/** The languages of column titles. */
export type TitleLanguage = 'id' | 'en';

/** Titles in Bahasa Indonesia by field name; a field of an object stands behind the object's own title. */
const indonesian: Readonly<Record<string, string>> = {
  mustChangePassword: 'Harus mengganti sandi', disabledAt: 'Dinonaktifkan', createdAt: 'Dibuat', roles: 'Peran', userId: 'Id pengguna', via: 'Cara masuk', seenAt: 'Terakhir terlihat', expiresAt: 'Berlaku sampai',
  userAgent: 'Peramban', scope: 'Lingkup', revokedAt: 'Dicabut', hash: 'Sidik rantai', actorName: 'Nama pelaku', subjectName: 'Nama yang dituju',
  absentDays: 'Hari tidak hadir', acceptFromDate: 'Diterima sejak', action: 'Tindakan', actor: 'Oleh', addedAt: 'Ditambahkan', addedBy: 'Ditambahkan oleh', address: 'Alamat',
  afterOutage: 'Setelah gangguan', allowed: 'Langkah yang mungkin', anchor: 'Tanggal pangkal', answer: 'Jawaban', answeredAt: 'Dijawab', appliedAt: 'Diterapkan', approvedAt: 'Disetujui',
  at: 'Waktu', attempts: 'Percobaan', awaitsMachine: 'Menunggu mesin', bases: 'Dasar hukum', basis: 'Dasar', because: 'Sebab', breaks: 'Istirahat', breakOverrunMinutes: 'Istirahat lebih (menit)',
  cardWriting: 'Penulisan kartu', caseId: 'Kasus', caseOpen: 'Kasus terbuka', category: 'Status kepegawaian', changedAt: 'Diubah', channel: 'Saluran', clockCorrectedSeconds: 'Koreksi jam mesin (detik)', closedAt: 'Ditutup',
  code: 'Kode', command: 'Perintah', comment: 'Komentar', computedAt: 'Dihitung', countedDays: 'Hari terhitung', counter: 'Loket', countsAs: 'Dihitung sebagai', covers: 'Mencakup',
  cumulativeDays: 'Hari kumulatif', date: 'Tanggal', days: 'Hari', daysToNext: 'Hari ke jenjang berikut', deadline: 'Tenggat', decidedAt: 'Diputuskan', decidedBy: 'Diputuskan oleh',
  decree: 'Keputusan', deliveries: 'Pengiriman', detail: 'Rincian', deviceTime: 'Jam alat', digest: 'Sidik data', document: 'Dokumen', door: 'Pintu', doubtful: 'Meragukan', draft: 'Rancangan',
  dueDate: 'Jatuh tempo', earlyBand: 'Golongan pulang cepat', earlyLeaveMinutes: 'Pulang cepat (menit)', effectCode: 'Kode akibat', elements: 'Unsur', email: 'Surel', mail: 'Surel pemberitahuan', employed: 'Masih bekerja',
  employee: 'Pegawai', employeeId: 'Id pegawai', employeeName: 'Nama pegawai', employeeNumber: 'NIP', english: 'Inggris', evidence: 'Bukti', explained: 'Sudah dijelaskan', explanation: 'Penjelasan',
  fault: 'Gangguan', fields: 'Isian', fileName: 'Nama berkas', filedAt: 'Diajukan', filedBy: 'Diajukan oleh', filedDate: 'Tanggal pengajuan', filedLate: 'Terlambat diajukan', finding: 'Temuan',
  firstSeenAt: 'Pertama terlihat', flag: 'Tanda', flags: 'Tanda', fromAt: 'Mulai', fromDate: 'Dari tanggal', fromTime: 'Dari jam', fromWall: 'Dari waktu setempat', givenAt: 'Diberikan',
  grade: 'Golongan', hasCommKey: 'Berkunci', health: 'Keadaan', heldOpenSeconds: 'Batas terbuka (detik)', holiday: 'Hari libur', hourlyCapacity: 'Daya layan per jam', id: 'Id', improvementDue: 'Tenggat perbaikan', inAt: 'Masuk',
  invert: 'Dibalik', invertRequired: 'Wajib dibalik', jobClass: 'Kelas jabatan', jobTitle: 'Jabatan', joinedDate: 'Mulai bekerja', key: 'Kunci', kind: 'Jenis', lateBand: 'Golongan terlambat',
  lateDays: 'Hari terlambat', lateMinutes: 'Terlambat (menit)', leaveRequested: 'Cuti diajukan', leaves: 'Cuti', leftDate: 'Berhenti', length: 'Panjang (hari)', letter: 'Surat', level: 'Jenjang',
  lockedAt: 'Dikunci', longest: 'Terlama', longestRun: 'Berturut-turut terpanjang', mandatory: 'Wajib', measuredAt: 'Diukur', mediaType: 'Jenis berkas', met: 'Terpenuhi',
  midnightAt: 'Tengah malam', minutes: 'Menit', model: 'Model', month: 'Bulan', name: 'Nama', needed: 'Diperlukan', nextLevel: 'Jenjang berikut', note: 'Catatan', number: 'NIP',
  occurredAt: 'Terjadi', offsetSeconds: 'Selisih jam (detik)', openedAt: 'Dibuka', openSinceAt: 'Terbuka sejak', outAt: 'Pulang', overdue: 'Lewat tenggat', overtimeMinutes: 'Lembur (menit)',
  owedMinutes: 'Wajib (menit)', papers: 'Berkas', parameters: 'Parameter', parent: 'Unit induk', pattern: 'Pola', perAddressDaily: 'Batas per alamat per hari', pin: 'PIN', places: 'Unit induk selama ini', point: 'Titik layanan',
  policy: 'Kebijakan', population: 'Populasi', portion: 'Bagian hari', positionKind: 'Jenis jabatan', possibleRun: 'Berturut-turut yang mungkin', profile: 'Profil', promise: 'Janji layanan',
  amount: 'Jumlah', proposal: 'Usulan', provision: 'Ketentuan', provisional: 'Sementara', punchEachSegment: 'Rekam tiap bagian', punchedAt: 'Direkam', punches: 'Rekaman', query: 'Saringan',
  queuedAt: 'Diantrekan', queuedBy: 'Diantrekan oleh', quick: 'Kesan cepat', rank: 'Pangkat', raw: 'Mentah', reason: 'Alasan', receivedAt: 'Diterima', record: 'Tercatat', replaces: 'Mengganti',
  report: 'Laporan', requestId: 'Permohonan', requirements: 'Persyaratan', requires: 'Memerlukan', resolvedAt: 'Diselesaikan', returnCode: 'Kode balasan', reviewNeeded: 'Perlu ditinjau ulang',
  rule: 'Aturan', run: 'Berturut-turut', salaryStopMonth: 'Penghentian gaji mulai', schedule: 'Pola kerja', segments: 'Bagian kerja', sensor: 'Sensor', sentAt: 'Dikirim', sequence: 'Urutan',
  serial: 'Nomor seri', service: 'Layanan', settings: 'Pengaturan', settled: 'Final', sha256: 'SHA-256', shift: 'Jam kerja', shiftNo: 'Sif ke', shifts: 'Jam kerja', side: 'Sisi', signals: 'Isyarat',
  silences: 'Mesin diam', silentMinutes: 'Diam setelah (menit)', sinceAt: 'Sejak', sizeBytes: 'Ukuran (bita)', source: 'Sumber', speaks: 'Protokol', state: 'Keadaan', status: 'Status', steps: 'Langkah',
  strip: 'Hari', subjectId: 'Id subjek', subjectKind: 'Jenis subjek', term: 'Istilah', terminal: 'Terminal', text: 'Keterangan', tier: 'Tingkat', timeTrusted: 'Waktu terpercaya', title: 'Judul',
  toAt: 'Sampai', toDate: 'Sampai tanggal', toTime: 'Sampai jam', toWall: 'Sampai waktu setempat', type: 'Macam', unit: 'Unit', unitId: 'Id unit', unitIds: 'Id unit', unitName: 'Nama unit', url: 'Tautan',
  username: 'Nama pengguna', value: 'Nilai', vendor: 'Pembuat', verdict: 'Penilaian', verifiedDays: 'Hari terverifikasi', verify: 'Cara verifikasi', verifyBy: 'Verifikasi paling lambat',
  verifyByProvisional: 'Tenggat verifikasi sementara', waitingDays: 'Hari menunggu', wallClock: 'Jam mesin', week: 'Pekan', weeklyMinutes: 'Menit per pekan', what: 'Apa', window: 'Jendela', words: 'Uraian',
  workCode: 'Kode kerja', workDate: 'Tanggal kerja', workedMinutes: 'Bekerja (menit)', workingDaysLeft: 'Sisa hari kerja', year: 'Tahun', zone: 'Zona waktu', missing: 'Kurang', noRecord: 'Tanpa rekaman',
  doors: 'Pintu', lastContactAt: 'Terakhir terdengar', lastAddress: 'Alamat terakhir', lastRecordAt: 'Rekaman terakhir', syncedUntilAt: 'Tersinkron sampai', clockOffsetSeconds: 'Selisih jam (detik)',
  deviceRecords: 'Rekaman di mesin', storedRecords: 'Rekaman tersimpan', missingRecords: 'Rekaman kurang', reconciledAt: 'Dicocokkan', reconcileOutcome: 'Hasil pencocokan', deviceCapacity: 'Kapasitas',
  capacityLeftPercent: 'Sisa kapasitas (%)', clockMeasuredAt: 'Jam diukur', firmware: 'Perangkat lunak mesin', error: 'Galat', errorCode: 'Kode galat', errorTexts: 'Keterangan galat', errorSinceAt: 'Galat sejak',
  availability: 'Ketersediaan', availabilitySinceAt: 'Ketersediaan sejak', stateSinceAt: 'Keadaan sejak', batteryPercent: 'Baterai (%)', batteryLow: 'Baterai lemah', clockTrusted: 'Jam terpercaya',
  clockSinceAt: 'Jam terpercaya sejak', workingSinceAt: 'Bekerja sejak', workingUntilAt: 'Bekerja sampai', en: 'Inggris', earlierRecords: 'Rekaman lebih awal', texts: 'Keterangan', suspicious: 'Patut diperiksa', verifyDue: 'Tenggat verifikasi', followUpDue: 'Tenggat tindak lanjut', verifyWorkingDays: 'Hari kerja verifikasi',
  followUpWorkingDays: 'Hari kerja tindak lanjut', takenAt: 'Diambil', finishedAt: 'Selesai', promisedMinutes: 'Janji (menit)', within: 'Dalam janji', weekDate: 'Pekan', step: 'Langkah',
  tickets: 'Antrean', p50Minutes: 'Median (menit)', p90Minutes: 'Persentil 90 (menit)', withinPromise: 'Dalam janji (%)', foundAt: 'Ditemukan', owner: 'Penanggung jawab', chance: 'Peluang kebetulan',
  medianBefore: 'Median sebelumnya', medianNow: 'Median sekarang', withinBefore: 'Dalam janji sebelumnya', withinNow: 'Dalam janji sekarang', ticketsNow: 'Antrean sekarang',
  ticketsPerWeekBefore: 'Antrean per pekan sebelumnya', attendanceNow: 'Kehadiran sekarang', attendancePerWeekBefore: 'Kehadiran per pekan sebelumnya', events: 'Kejadian', period: 'Periode',
  predicate: 'Predikat', behaviour: 'Perilaku', work: 'Hasil kerja', count: 'Jumlah', progress: 'Kemajuan', edition: 'Edisi', signed: 'Bertanda tangan', issuedAt: 'Dikeluarkan', issuedBy: 'Dikeluarkan oleh', replacedBy: 'Digantikan oleh',
  aboutDate: 'Tentang tanggal', visibility: 'Pembaca', withdrawn: 'Ditarik', author: 'Penulis', checkId: 'Sidak', startedAt: 'Mulai', startedBy: 'Dimulai oleh', submittedAt: 'Diserahkan', people: 'Orang', marked: 'Ditandai', differences: 'Selisih',
  createdBy: 'Dibuat oleh', enabled: 'Aktif', cadence: 'Berkala', weekday: 'Hari', dayOfMonth: 'Tanggal', workingDaysOnly: 'Hari kerja saja', language: 'Bahasa',
  attachments: 'Lampiran', recipients: 'Penerima', changedBy: 'Diubah oleh', definitionId: 'Jadwal laporan', mutedAt: 'Dibisukan', mutedBy: 'Dibisukan oleh', unsettledThen: 'Menunggu saat dikirim',
  unsettledNow: 'Menunggu sekarang', incidents: 'Insiden', role: 'Peran', lastUsedAt: 'Terakhir dipakai', permission: 'Izin', outcome: 'Hasil', target: 'Sasaran',
  appliesTo: 'Berlaku untuk', inUse: 'Dipakai', checkedOn: 'Diperiksa', thresholds: 'Ambang', notes: 'Catatan', emails: 'Surel', muted: 'Dibisukan', recipient: 'Penerima', matters: 'Perihal', subject: 'Perihal',
  nextAt: 'Berikutnya', serviceName: 'Nama layanan', due: 'Terjadwal', seen: 'Terlihat', seenBefore: 'Terlihat sebelumnya', away: 'Tidak di tempat', doorEvents: 'Kejadian pintu', doorEventsBefore: 'Kejadian pintu sebelumnya',
  ticketsTaken: 'Antrean diambil', ticketsTakenBefore: 'Antrean diambil sebelumnya', ticketsFinished: 'Antrean selesai', medianMinutes: 'Median (menit)', complaintId: 'Id pengaduan', alleged: 'Dugaan', referredAt: 'Diteruskan',
  referredBy: 'Diteruskan oleh', receivedDate: 'Tanggal diterima', photos: 'Foto', heard: 'Didengar',
};

/** English titles that are not simply the words of the field's name. */
const english: Readonly<Record<string, string>> = {
  number: 'Staff number', employeeNumber: 'Staff number', inAt: 'In', outAt: 'Out', at: 'Time', shiftNo: 'Shift number', sha256: 'SHA-256', met: 'Met', en: 'English', actor: 'By', days: 'Days',
  fromWall: 'From (local time)', toWall: 'To (local time)',
};

/** Where `id` inside an object is the Indonesian of a text, not an identity. */
const translated = new Set(['name', 'promise']);

/** The title of a column for people: `Terlambat (menit)`, `Late minutes`; a field nobody has translated yet is named by its own words. */
export function columnTitle(path: readonly string[], language: TitleLanguage): string {
  const parts = path.map((name, index) => (name === 'id' && translated.has(path[index - 1] ?? '') ? 'Indonesia' : titleOf(name, language)));
  return parts.join(': ');
}

/** Whether a field has a title in Bahasa Indonesia. */
export const hasTitle = (name: string): boolean => Object.hasOwn(indonesian, name);

/** The words of a field's name. */
function titleOf(name: string, language: TitleLanguage): string {
  const own = language === 'id' ? indonesian : english;
  if (Object.hasOwn(own, name)) return own[name] ?? name;
  const words = name.replace(/At$/, '').replace(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
