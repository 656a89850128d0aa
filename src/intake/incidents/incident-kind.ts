/**
 * What can befall a terminal. Spans make the days that they cover PENDING; alarms are moments that somebody has to look at; `line-outage` is
 * an outage of which the terminal's own records show that it went on working.
 */
export const faultKinds = ['clock-fault', 'outage', 'power-loss', 'log-shrunk', 'log-cleared', 'log-rolled'] as const;
export const alarmKinds = [
  'clock-set',
  'clock-jump',
  'zone-mismatch',
  'records-deleted',
  'data-cleared',
  'factory-reset',
  'server-changed',
  'serial-changed',
  'key-changed',
  'two-addresses',
  'outside-network',
  'log-full',
  'records-unaccounted',
  'log-not-resent',
] as const;

/** A span in which a terminal's times or its silence prove nothing. */
export type FaultKind = (typeof faultKinds)[number];

/** A moment that somebody has to look at. */
export type AlarmKind = (typeof alarmKinds)[number];

/** Any row of a terminal's incidents. */
export type IncidentKind = FaultKind | AlarmKind | 'line-outage';

/** A text for officers in both languages of the product. */
export interface TwoTexts {
  readonly id: string;
  readonly en: string;
}

const texts: Readonly<Record<IncidentKind, TwoTexts>> = {
  'clock-fault': { en: 'The clock of the terminal was wrong; days in this span wait for an officer instead of accusing anybody.', id: 'Jam mesin salah; hari dalam rentang ini ditangguhkan dan tidak menyalahkan siapa pun.' },
  outage: { en: 'The terminal could not be reached, and no record shows that it was working; days in this span are pending.', id: 'Mesin tidak dapat dihubungi dan tidak ada rekaman yang menunjukkan mesin bekerja; hari dalam rentang ini ditangguhkan.' },
  'line-outage': { en: 'The terminal could not be reached, but it went on recording; its records have come in since.', id: 'Mesin tidak dapat dihubungi, tetapi tetap merekam; rekamannya sudah masuk.' },
  'power-loss': { en: 'An officer recorded that the terminal could not be used.', id: 'Petugas mencatat bahwa mesin tidak dapat digunakan.' },
  'log-shrunk': { en: 'The log of the terminal has become shorter: records were deleted on it. What had been read is kept; records made since the last read may be lost.', id: 'Log mesin berkurang: ada rekaman yang dihapus. Yang sudah dibaca tetap tersimpan; rekaman setelah pembacaan terakhir mungkin hilang.' },
  'log-cleared': { en: 'The log of the terminal was cleared and begun anew. What had been read is kept; records made since the last read may be lost.', id: 'Log mesin dikosongkan dan dimulai lagi. Yang sudah dibaca tetap tersimpan; rekaman setelah pembacaan terakhir mungkin hilang.' },
  'log-rolled': { en: 'The full log of the terminal was overwritten further than was read; records in between may be lost.', id: 'Log mesin yang penuh telah tertimpa melebihi yang sudah dibaca; rekaman di antaranya mungkin hilang.' },
  'clock-set': { en: 'The clock of the terminal was set by hand.', id: 'Jam mesin diubah secara manual.' },
  'clock-jump': { en: 'The clock of the terminal jumped between two contacts.', id: 'Jam mesin melompat di antara dua kontak.' },
  'zone-mismatch': { en: 'The terminal says another time zone than the one it is registered with.', id: 'Mesin menyatakan zona waktu yang berbeda dari yang terdaftar.' },
  'records-deleted': { en: 'Attendance records were deleted on the terminal.', id: 'Rekaman kehadiran dihapus di mesin.' },
  'data-cleared': { en: 'Data was cleared on the terminal.', id: 'Data di mesin dikosongkan.' },
  'factory-reset': { en: 'The terminal was reset to its factory settings.', id: 'Mesin dikembalikan ke setelan pabrik.' },
  'server-changed': { en: 'The address of the server was changed on the terminal.', id: 'Alamat server diubah di mesin.' },
  'serial-changed': { en: 'Another terminal answers at this address; nothing of it was stored.', id: 'Mesin lain menjawab di alamat ini; tidak ada data yang disimpan.' },
  'key-changed': { en: 'A caller with this serial number shows another communication key; it is refused until an administrator pins the key anew.', id: 'Pemanggil dengan nomor seri ini memakai kunci komunikasi lain; ditolak sampai administrator menetapkan kunci baru.' },
  'two-addresses': { en: 'One serial number calls from two addresses at the same time.', id: 'Satu nomor seri memanggil dari dua alamat pada saat yang sama.' },
  'outside-network': { en: 'A caller with this serial number comes from outside its networks and is refused.', id: 'Pemanggil dengan nomor seri ini berasal dari luar jaringannya dan ditolak.' },
  'log-full': { en: 'The log of the terminal is nearly full.', id: 'Log mesin hampir penuh.' },
  'log-not-resent': {
    en: 'The log of the terminal became shorter, and the terminal did not send the new one as a whole when it was asked to. A record of the new log that has not come may be missed without a word: compare with the file that the terminal writes on a USB stick.',
    id: 'Log mesin berkurang, dan mesin tidak mengirim seluruh log yang baru ketika diminta. Rekaman log baru yang belum masuk bisa terlewat tanpa tanda: bandingkan dengan berkas yang ditulis mesin ke USB.',
  },
  'records-unaccounted': { en: 'The terminal counts more records than it hands over.', id: 'Mesin menghitung lebih banyak rekaman daripada yang diserahkan.' },
};

/** What an incident means, for officers. */
export const incidentTexts = (kind: string): TwoTexts => (Object.hasOwn(texts, kind) ? texts[kind as IncidentKind] : { en: kind, id: kind });

/** Whether an incident makes days pending. */
export const isFault = (kind: string): boolean => (faultKinds as readonly string[]).includes(kind);
