import { type EnglishOf } from './words';
import { type id } from './list.id';

export const en: EnglishOf<typeof id> = {
  range: '{{from}}–{{to}} of {{total}}',
  none: 'No rows',
  previous: 'Previous page',
  next: 'Next page',
  sortUp: 'sorted upwards',
  sortDown: 'sorted downwards',
  export: 'Export what is shown',
  'export.xlsx': 'Excel (XLSX)',
  'export.csv': 'CSV',
};
