export const id = {
  'error.title': 'Tidak dapat dimuat',
  'error.unreachable': 'Server tidak menjawab. Tidak ada keputusan Anda yang hilang.',
  'error.other': 'Server menolak permintaan ini. Tidak ada keputusan Anda yang hilang.',
  'error.code': 'Kode {{code}} untuk petugas TI.',
  retry: 'Coba lagi',
  'forbidden.title': 'Di luar wewenang Anda',
  'forbidden.text': 'Halaman ini tidak termasuk peran Anda. Administrator Hadir di kantor Anda dapat memberikan akses.',
  'forbidden.back': 'Kembali ke Hari ini',
  loading: 'Memuat',
  'loading.long': 'Masih memuat. Daftar yang panjang perlu sedikit lebih lama.',
  'missing.title': 'Halaman tidak ditemukan',
  'missing.text': 'Alamat ini tidak menunjuk ke apa pun. Mungkin tautannya sudah lama.',
} as const;
