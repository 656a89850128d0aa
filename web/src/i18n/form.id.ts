export const id = {
  failed: 'Tidak tersimpan: {{detail}}',
  unreachable: 'Server tidak menjawab. Isian Anda masih ada; coba lagi.',
  cancel: 'Batal',
  save: 'Simpan',
  remove: 'Hapus',
  copy: 'Salin',
  copied: 'Tersalin',
  done: 'Selesai',
  close: 'Tutup panel',
  dismiss: 'Tutup',
  all: 'Semua',
} as const;
