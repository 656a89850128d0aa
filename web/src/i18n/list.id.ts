export const id = {
  range: '{{from}}–{{to}} dari {{total}}',
  none: 'Tidak ada baris',
  previous: 'Halaman sebelumnya',
  next: 'Halaman berikutnya',
  sortUp: 'urut naik',
  sortDown: 'urut turun',
  export: 'Ekspor yang tampil',
  'export.xlsx': 'Excel (XLSX)',
  'export.csv': 'CSV',
} as const;
