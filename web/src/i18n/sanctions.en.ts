import { type id } from './sanctions.id';
import { type EnglishOf } from './words';

export const en: EnglishOf<typeof id> = {
  'teguran-lisan': 'spoken reprimand',
  'teguran-tertulis': 'written reprimand',
  'pernyataan-tidak-puas': 'written statement of dissatisfaction',
  'potong-tukin-25-6-bulan': 'performance allowance cut by 25% for 6 months',
  'potong-tukin-25-9-bulan': 'performance allowance cut by 25% for 9 months',
  'potong-tukin-25-12-bulan': 'performance allowance cut by 25% for 12 months',
  'turun-jabatan-12-bulan': 'one position lower for 12 months',
  'bebas-jabatan-12-bulan': 'relieved of the position for 12 months',
  pdhtaps: 'honourable discharge not at own request',
  'short.teguran-lisan': 'Spoken',
  'short.teguran-tertulis': 'Written',
  'short.pernyataan-tidak-puas': 'Statement',
  'short.potong-tukin-25-6-bulan': 'Medium 1',
  'short.potong-tukin-25-9-bulan': 'Medium 2',
  'short.potong-tukin-25-12-bulan': 'Medium 3',
  'short.turun-jabatan-12-bulan': 'Heavy 1',
  'short.bebas-jabatan-12-bulan': 'Heavy 2',
  'short.pdhtaps': 'Discharge',
  'tier.ringan': 'light',
  'tier.sedang': 'medium',
  'tier.berat': 'heavy',
};
