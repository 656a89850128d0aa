/** The kinds of day that a recap tells apart. */
export const recapKinds = [
  'present', 'late', 'earlyLeave', 'lateAndEarly', 'missingPunch', 'halfDay', 'duty', 'training', 'studyAssignment', 'remoteWork', 'annualLeave', 'bigLeave', 'collectiveLeave',
  'birthLeave', 'importantLeave', 'unpaidLeave', 'sick', 'otherLeave', 'permission', 'noRecord', 'absent', 'off', 'waiting', 'notEmployed', 'notJudged',
] as const;
/** One of the recap kinds. */
export type RecapKind = (typeof recapKinds)[number];

/** What a kind is called in a cell and in the legend. */
export interface RecapCode {
  readonly code: string;
  readonly id: string;
  readonly en: string;
}

/** The codes an office uses; data, so that an office may use its own. */
export type RecapCodes = Readonly<Record<RecapKind, RecapCode>>;

const code = (text: string, id: string, en: string): RecapCode => ({ code: text, id, en });

/**
 * The codes that ship: each means one thing. TL (terlambat or teguran lisan), TB (tugas belajar or terlambat) and CB (cuti besar or cuti bersama) are avoided
 * (asn-rules.md 4.3).
 */
export const shippedRecapCodes: RecapCodes = {
  present: code('H', 'hadir', 'present'),
  late: code('HT', 'hadir, terlambat', 'present, late'),
  earlyLeave: code('HP', 'hadir, pulang cepat', 'present, left early'),
  lateAndEarly: code('HTP', 'hadir, terlambat dan pulang cepat', 'present, late and left early'),
  missingPunch: code('RK', 'rekaman masuk atau pulang kurang', 'a punch is missing'),
  halfDay: code('SH', 'sebagian hari tanpa rekaman', 'part of the day without a record'),
  duty: code('DL', 'dinas luar', 'duty'),
  training: code('DIK', 'diklat', 'training'),
  studyAssignment: code('TBJ', 'tugas belajar', 'study assignment'),
  remoteWork: code('WFA', 'bekerja di luar kantor', 'work outside the office'),
  annualLeave: code('CT', 'cuti tahunan', 'annual leave'),
  bigLeave: code('CBR', 'cuti besar', 'big leave'),
  collectiveLeave: code('CBS', 'cuti bersama', 'collective leave'),
  birthLeave: code('CM', 'cuti melahirkan', 'birth leave'),
  importantLeave: code('CAP', 'cuti karena alasan penting', 'leave for an important reason'),
  unpaidLeave: code('CLTN', 'cuti di luar tanggungan negara', 'leave outside the responsibility of the state'),
  sick: code('S', 'sakit', 'sick'),
  otherLeave: code('C', 'cuti lain', 'other leave'),
  permission: code('I', 'izin atau alasan diterima', 'permission, or reason accepted'),
  noRecord: code('TR', 'tanpa rekaman, belum diverifikasi', 'no record, not verified'),
  absent: code('TK', 'tanpa keterangan, terverifikasi', 'absent without reason, verified'),
  off: code('L', 'libur', 'off'),
  waiting: code('M', 'menunggu mesin, jam kerja atau keputusan', 'waiting for a terminal, a shift or a decision'),
  notEmployed: code('-', 'bukan pegawai pada tanggal itu', 'not employed on that date'),
  notJudged: code('', 'belum ada penilaian', 'not judged'),
};

/** Heads of the columns of sums that look like a code, with the kind that they sum; null = no kind of day. */
const heads: ReadonlyMap<string, RecapKind | null> = new Map<string, RecapKind | null>([
  ...([['H', 'present'], ['HT', 'late'], ['DL', 'duty'], ['S', 'sick'], ['I', 'permission'], ['C', 'otherLeave'], ['TK', 'absent'], ['TR', 'noRecord'], ['M', 'waiting']] as const),
  ...['TL1', 'TL2', 'TL3', 'TL4', 'PSW1', 'PSW2', 'PSW3', 'PSW4'].map((head) => [head, null] as const),
]);

/** What makes codes unfit: one that two kinds share, one that heads the sums of something else, or one that is empty or too long for its cell; empty where they are fit. */
export function faultsOf(codes: RecapCodes): readonly string[] {
  const faults: string[] = [];
  const holders = new Map<string, RecapKind>();
  for (const kind of recapKinds) {
    const text = codes[kind].code;
    if (kind !== 'notJudged' && !/^[A-Z0-9\-]{1,5}$/.test(text)) faults.push(`${kind}: "${text}" is not one to five capital letters or digits`);
    const other = holders.get(text);
    if (other) faults.push(`${kind}: "${text}" already means ${other}`);
    const summed = heads.get(text);
    // Where that kind still has the code, it was said that two share it.
    if (summed !== undefined && summed !== kind && (summed === null || codes[summed].code !== text)) faults.push(`${kind}: "${text}" heads a column of other sums`);
    holders.set(text, kind);
  }
  return faults;
}
