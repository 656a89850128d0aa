export const id = {
  range: '{{from}}–{{to}} dari {{total}}',
  none: 'Tidak ada baris',
  previous: 'Halaman sebelumnya',
  next: 'Halaman berikutnya',
  sortUp: 'urut naik',
  sortDown: 'urut turun',
} as const;
