/** The languages every explanation exists in. */
export type ExplanationLanguage = 'id' | 'en';

interface ExplanationText {
  /** The parameters both sentences name, as `{name}`; names ending in `At` are instants. */
  readonly params: readonly string[];
  readonly id: string;
  readonly en: string;
}

const text = <const P extends readonly string[]>(params: P, id: string, en: string) => ({ params, id, en });
const shift = ['shift', 'startAt', 'endAt'] as const;
const request = ['id', 'type', 'fromAt', 'toAt'] as const;
const at = ['at'] as const;
const atTerminal = ['at', 'terminal'] as const;
const minutes = ['minutes'] as const;
const none = [] as const;

/** Every step an explanation may have. The sentences state facts and never accuse. */
export const explanationTexts = {
  PLANNED_BY_ROSTER: text(
    shift,
    'Jadwal: shift {shift}, {startAt} sampai {endAt}, dari daftar dinas tanggal ini.',
    'Plan: shift {shift}, {startAt} to {endAt}, from the roster of this date.',
  ),
  PLANNED_BY_ROTATION: text(
    shift,
    'Jadwal: shift {shift}, {startAt} sampai {endAt}, dari pola giliran pegawai.',
    "Plan: shift {shift}, {startAt} to {endAt}, from the employee's rotation.",
  ),
  PLANNED_BY_WEEKLY: text(
    shift,
    'Jadwal: shift {shift}, {startAt} sampai {endAt}, dari jadwal mingguan pegawai.',
    "Plan: shift {shift}, {startAt} to {endAt}, from the employee's weekly schedule.",
  ),
  PLANNED_BY_UNIT_ROTATION: text(
    shift,
    'Jadwal: shift {shift}, {startAt} sampai {endAt}, dari pola giliran unit kerja.',
    'Plan: shift {shift}, {startAt} to {endAt}, from the rotation of the unit.',
  ),
  PLANNED_BY_UNIT_WEEKLY: text(
    shift,
    'Jadwal: shift {shift}, {startAt} sampai {endAt}, dari jadwal mingguan unit kerja.',
    'Plan: shift {shift}, {startAt} to {endAt}, from the weekly schedule of the unit.',
  ),
  PLANNED_BY_DEFAULT: text(
    shift,
    'Jadwal: shift {shift}, {startAt} sampai {endAt}, karena tidak ada jadwal lain.',
    'Plan: shift {shift}, {startAt} to {endAt}, because no other schedule applies.',
  ),
  SHIFT_VERSION: text(
    ['shift', 'fromDate'],
    'Berlaku versi jam kerja {shift} sejak {fromDate}.',
    'The hours of {shift} in force since {fromDate} count.',
  ),
  PERIOD_HOURS: text(
    ['name', 'shift'],
    'Jam kerja {shift} diganti untuk masa {name}.',
    'The hours of {shift} are replaced during {name}.',
  ),
  WINDOW: text(
    ['opensAt', 'closesAt'],
    'Rekaman dari {opensAt} sampai {closesAt} dihitung untuk shift ini.',
    'Punches from {opensAt} to {closesAt} count for this shift.',
  ),
  SEGMENT: text(
    ['startAt', 'endAt'],
    'Bagian shift {startAt} sampai {endAt} dinilai tersendiri.',
    'The part from {startAt} to {endAt} is judged on its own.',
  ),
  DRIFT_CORRECTED: text(
    ['recordedAt', 'at', 'seconds', 'terminal'],
    'Jam mesin {terminal} selisih {seconds} detik: rekaman {recordedAt} dibaca {at}.',
    'The clock of terminal {terminal} was off by {seconds} seconds: the punch of {recordedAt} is read as {at}.',
  ),
  PUNCH_AS_IN: text(
    atTerminal,
    'Masuk: rekaman {at} (mesin {terminal}).',
    'IN: the punch at {at} (terminal {terminal}).',
  ),
  PUNCH_AS_OUT: text(
    atTerminal,
    'Pulang: rekaman {at} (mesin {terminal}).',
    'OUT: the punch at {at} (terminal {terminal}).',
  ),
  PUNCH_BETWEEN: text(
    atTerminal,
    'Rekaman {at} (mesin {terminal}) disimpan; tidak menentukan masuk atau pulang.',
    'The punch at {at} (terminal {terminal}) is kept; it is neither the IN nor the OUT.',
  ),
  PUNCH_DUPLICATE: text(
    ['at', 'keptAt'],
    'Rekaman {at} adalah ulangan dari rekaman {keptAt}.',
    'The punch at {at} repeats the one at {keptAt}.',
  ),
  PUNCH_OUTSIDE_WINDOW: text(
    atTerminal,
    'Rekaman {at} (mesin {terminal}) di luar waktu rekam shift mana pun; tetap disimpan.',
    'The punch at {at} (terminal {terminal}) lies in the window of no shift; it is kept.',
  ),
  CORRECTION_IN: text(
    ['at', 'id'],
    'Koreksi {id} yang disetujui menambah rekaman masuk {at}.',
    'Approved correction {id} adds an IN at {at}.',
  ),
  CORRECTION_OUT: text(
    ['at', 'id'],
    'Koreksi {id} yang disetujui menambah rekaman pulang {at}.',
    'Approved correction {id} adds an OUT at {at}.',
  ),
  KEY_SAYS_OUT: text(
    at,
    'Tombol pada {at} adalah pulang, tetapi rekaman ini dibaca sebagai masuk.',
    'The key pressed at {at} was OUT, but the punch is read as the IN.',
  ),
  KEY_SAYS_IN: text(
    at,
    'Tombol pada {at} adalah masuk, tetapi rekaman ini dibaca sebagai pulang.',
    'The key pressed at {at} was IN, but the punch is read as the OUT.',
  ),
  REPEATED_IN: text(
    at,
    'Masuk lagi pada {at} tanpa pulang di antaranya: tidak dihitung.',
    'Another IN at {at} without an OUT in between: not counted.',
  ),
  REPEATED_OUT: text(
    at,
    'Pulang lagi pada {at}: waktu pulang menjadi {at}.',
    'Another OUT at {at}: the OUT moves to {at}.',
  ),
  LONE_PUNCH_BY_KEY: text(
    at,
    'Hanya ada satu rekaman, {at}; perannya mengikuti tombol yang ditekan.',
    'There is one punch only, at {at}; its role follows the key pressed.',
  ),
  LONE_PUNCH_BY_TIME: text(
    at,
    'Hanya ada satu rekaman, {at}; perannya mengikuti ujung waktu kerja yang lebih dekat.',
    'There is one punch only, at {at}; its role follows the nearer end of the owed time.',
  ),
  LEAVE: text(
    request,
    'Cuti {type} ({id}) yang disetujui berlaku {fromAt} sampai {toAt}.',
    'Approved leave {type} ({id}) counts from {fromAt} to {toAt}.',
  ),
  LEAVE_WAITS: text(
    request,
    'Permohonan cuti {type} ({id}) untuk {fromAt} sampai {toAt} belum diputus; hari ini belum dinilai untuk disiplin.',
    'The request for leave {type} ({id}) from {fromAt} to {toAt} is not decided; until then discipline does not see the day.',
  ),
  DUTY: text(
    ['letter', 'fromAt', 'toAt'],
    'Dinas dengan surat {letter} berlaku {fromAt} sampai {toAt}.',
    'Official duty by letter {letter} counts from {fromAt} to {toAt}.',
  ),
  PUNCH_DURING_LEAVE: text(
    none,
    'Ada rekaman pada hari cuti; hari ini tetap hari cuti.',
    'There are punches on a day of leave; it stays a day of leave.',
  ),
  DUTY_STANDS_FOR_IN: text(
    none,
    'Dinas dimulai bersama shift, jadi rekaman masuk tidak diperlukan.',
    'The duty begins with the shift, so no IN is needed.',
  ),
  DUTY_STANDS_FOR_OUT: text(
    none,
    'Dinas berlangsung sampai akhir shift, jadi rekaman pulang tidak diperlukan.',
    'The duty runs to the end of the shift, so no OUT is needed.',
  ),
  HOLIDAY: text(['name'], 'Hari libur: {name}.', 'Holiday: {name}.'),
  HALF_HOLIDAY: text(
    ['name', 'fromAt', 'toAt'],
    'Libur sebagian hari ({name}) dari {fromAt} sampai {toAt}.',
    'Half holiday ({name}) from {fromAt} to {toAt}.',
  ),
  HOLIDAY_STILL_OWED: text(
    ['name'],
    'Hari libur {name}, tetapi dinas menurut jadwal tetap berjalan di unit ini.',
    'Holiday {name}, but rostered shifts are worked in this unit.',
  ),
  HOLIDAY_WORK: text(minutes, 'Hadir pada hari libur: {minutes} menit.', 'Present on a holiday: {minutes} minutes.'),
  DAY_OFF: text(none, 'Tidak ada shift pada tanggal ini.', 'No shift is planned on this date.'),
  OFFDAY_WORK: text(minutes, 'Hadir di luar jadwal: {minutes} menit.', 'Present on a day off: {minutes} minutes.'),
  NOT_EMPLOYED: text(none, 'Tanggal ini di luar masa kerja pegawai.', 'The date lies outside the time of employment.'),
  FLEX_SHIFTED: text(
    ['startAt', 'endAt'],
    'Jam fleksibel: waktu kerja hari ini {startAt} sampai {endAt}.',
    'Flexible hours: the owed time of this day is {startAt} to {endAt}.',
  ),
  LATE: text(
    ['minutes', 'owedAt', 'at'],
    'Masuk {at}, waktu kerja mulai {owedAt}: {minutes} menit sesudahnya.',
    'IN at {at}, owed from {owedAt}: {minutes} minutes after.',
  ),
  LATE_EXCUSED_PART: text(
    minutes,
    '{minutes} menit di antaranya tertutup cuti, dinas, atau libur.',
    '{minutes} minutes of it are covered by leave, duty or a holiday.',
  ),
  WITHIN_GRACE: text(
    ['minutes', 'graceMinutes'],
    '{minutes} menit masih dalam toleransi {graceMinutes} menit: tidak dihitung.',
    '{minutes} minutes are within the grace of {graceMinutes}: not counted.',
  ),
  GRACE_DEDUCTED: text(
    ['minutes', 'graceMinutes'],
    'Toleransi {graceMinutes} menit dikurangkan: dihitung {minutes} menit.',
    'The grace of {graceMinutes} minutes is deducted: {minutes} minutes count.',
  ),
  EARLY_LEAVE: text(
    ['minutes', 'owedAt', 'at'],
    'Pulang {at}, waktu kerja sampai {owedAt}: {minutes} menit sebelumnya.',
    'OUT at {at}, owed until {owedAt}: {minutes} minutes before.',
  ),
  WORKED: text(
    minutes,
    'Waktu kerja tercatat {minutes} menit (di dalam shift, tanpa istirahat).',
    'Time worked: {minutes} minutes (inside the shift, without breaks).',
  ),
  WORKED_ROUNDED: text(
    ['minutes', 'unitMinutes'],
    'Dibulatkan ke satuan {unitMinutes} menit: {minutes} menit.',
    'Rounded to units of {unitMinutes} minutes: {minutes} minutes.',
  ),
  OVERTIME: text(
    minutes,
    'Lembur menurut surat perintah: {minutes} menit.',
    'Overtime inside the written order: {minutes} minutes.',
  ),
  BREAK_OVERRUN: text(
    minutes,
    'Di luar istirahat tetapi tidak di tempat: {minutes} menit.',
    'Away outside the breaks: {minutes} minutes.',
  ),
  HANDOVER_IMPUTED: text(
    at,
    'Dua shift bersambung: pergantian pada {at} dianggap terekam.',
    'Two shifts follow each other: the handover at {at} counts as recorded.',
  ),
  HANDOVER_AWAITED: text(
    at,
    'Shift berikutnya menyambung; rekaman pulang ditunggu sampai {at}.',
    'The next shift follows at once; its OUT is awaited until {at}.',
  ),
  NO_PUNCH: text(
    none,
    'Tanpa rekaman selama waktu rekam; belum diverifikasi.',
    'No punch while the window was open; not verified yet.',
  ),
  SEGMENT_ABSENT: text(
    ['startAt', 'endAt'],
    'Tanpa rekaman untuk bagian shift {startAt} sampai {endAt}.',
    'No punch for the part from {startAt} to {endAt}.',
  ),
  MISSING_IN: text(none, 'Rekaman masuk tidak ada.', 'The IN is missing.'),
  MISSING_OUT: text(none, 'Rekaman pulang tidak ada.', 'The OUT is missing.'),
  BELOW_ABSENT_THRESHOLD: text(
    ['minutes', 'belowMinutes'],
    'Tercatat {minutes} menit, kurang dari batas {belowMinutes} menit: dihitung tidak hadir.',
    '{minutes} minutes are less than the limit of {belowMinutes}: the day counts as absent.',
  ),
  BELOW_HALF_DAY_THRESHOLD: text(
    ['minutes', 'belowMinutes'],
    'Tercatat {minutes} menit, kurang dari batas {belowMinutes} menit: dihitung setengah hari.',
    '{minutes} minutes are less than the limit of {belowMinutes}: the day counts as half.',
  ),
  WINDOW_OPEN: text(
    at,
    'Waktu rekam masih terbuka sampai {at}; hari ini belum dinilai.',
    'The window is open until {at}; the day is not judged yet.',
  ),
  TERMINAL_SILENT: text(
    ['terminal', 'sinceAt'],
    'Menunggu mesin {terminal}: kabar terakhir {sinceAt}.',
    'Waiting for terminal {terminal}: last heard from {sinceAt}.',
  ),
  TERMINAL_NEVER_HEARD: text(
    ['terminal'],
    'Menunggu mesin {terminal}: belum pernah ada kabar.',
    'Waiting for terminal {terminal}: never heard from.',
  ),
  TERMINAL_FAULT: text(
    ['terminal', 'fromAt', 'toAt'],
    'Mesin {terminal} terganggu {fromAt} sampai {toAt}; hari ini menunggu pemeriksaan.',
    'Terminal {terminal} had a fault from {fromAt} to {toAt}; the day waits for a check.',
  ),
  TERMINAL_FAULT_GOES_ON: text(
    ['terminal', 'fromAt'],
    'Mesin {terminal} terganggu sejak {fromAt}; hari ini menunggu pemeriksaan.',
    'Terminal {terminal} has had a fault since {fromAt}; the day waits for a check.',
  ),
  EXCUSED: text(
    ['kind'],
    'Ada izin yang disetujui ({kind}); menit tetap tercatat, tidak diteruskan ke disiplin.',
    'There is an approved excuse ({kind}); the minutes stay, discipline does not see them.',
  ),
  RECORD_CLOSED: text(
    ['status'],
    'Bulan ini sudah ditutup; catatan {status} tetap.',
    'The month is closed; the record {status} stays.',
  ),
  CHANGE_AFTER_CLOSING: text(
    ['status', 'newStatus'],
    'Fakta yang datang kemudian menghasilkan {newStatus}, catatan berbunyi {status}; menunggu keputusan petugas.',
    'Later facts give {newStatus}, the record says {status}; an officer decides.',
  ),
} as const satisfies Record<string, ExplanationText>;

/** The kinds of explanation steps. */
export type ExplanationCode = keyof typeof explanationTexts;

/** The parameters a kind of step carries. */
export type ExplanationParams<C extends ExplanationCode> = Readonly<
  Record<(typeof explanationTexts)[C]['params'][number], string | number>
>;
