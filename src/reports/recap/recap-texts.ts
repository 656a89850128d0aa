import type { ReportLanguage } from '../../core/report/report-texts';

/** Words of the recap in one language. */
export interface RecapTexts {
  readonly title: (month: string) => string;
  readonly sheet: string;
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  readonly legend: string;
  readonly everybody: string;
  readonly made: (at: string) => string;
  readonly unsettled: (days: number) => string;
  readonly people: (count: number) => string;
  readonly total: string;
}

const indonesian: RecapTexts = {
  title: (month) => `Rekap absensi ${month}`,
  sheet: 'Rekap absensi',
  number: 'NIP',
  name: 'Nama',
  unit: 'Unit kerja',
  legend: 'Keterangan kode',
  everybody: 'Seluruh unit kerja',
  made: (at) => `Dibuat ${at}`,
  unsettled: (days) => `${days} hari orang masih menunggu mesin, jam kerja atau keputusan; angkanya dapat berubah.`,
  people: (count) => `${count} pegawai`,
  total: 'Jumlah',
};

const english: RecapTexts = {
  title: (month) => `Monthly recap ${month}`,
  sheet: 'Monthly recap',
  number: 'Staff number',
  name: 'Name',
  unit: 'Unit',
  legend: 'Codes',
  everybody: 'All units',
  made: (at) => `Made ${at}`,
  unsettled: (days) => `${days} person-days still wait for a terminal, a shift or a decision; their figures may change.`,
  people: (count) => `${count} employees`,
  total: 'Total',
};

/** The words of a language. */
export const recapTexts = (language: ReportLanguage): RecapTexts => (language === 'id' ? indonesian : english);
