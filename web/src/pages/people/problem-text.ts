import { currentLanguage } from '../../i18n/language';

/**
 * The service says in English what is wrong with a row. These are the sentences that a list from a personnel office meets, in Indonesian; `$1` is the first thing that the sentence
 * names. One that is not here is shown as it came.
 */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^there is no unit "(.*)"$/, 'tidak ada unit "$1"'],
  [/^there is no employee with the number "(.*)"$/, 'tidak ada pegawai bernomor "$1"'],
  [/^there is no shift "(.*)"$/, 'tidak ada jam kerja "$1"'],
  [/^there is no work schedule "(.*)"$/, 'tidak ada pola kerja "$1"'],
  [/^work schedule "(.*)" begins on (.*) only$/, 'pola kerja "$1" baru berlaku sejak $2'],
  [/^(.*) is none of (.*)$/, '$1 bukan salah satu dari $2'],
  [/^is given twice; the first is row (\d+).*$/, 'sudah ada di baris $1'],
  [/^is given twice; the first is (.*)$/, 'sudah ada di $1'],
  [/^has (\d+) cells, the headings are (\d+)$/, 'berisi $1 sel, judul kolomnya $2'],
  [/^is no heading of this table$/, 'bukan judul kolom tabel ini'],
  [/^means the same as column (.*)$/, 'artinya sama dengan kolom $1'],
  [/^the column (.*) is missing$/, 'kolom $1 tidak ada'],
  [/^\w+ must be a date written YYYY-MM-DD$/, 'bukan tanggal yang ditulis TTTT-BB-HH'],
  [/^(".*") is not a date written YYYY-MM-DD$/, '$1 bukan tanggal yang ditulis TTTT-BB-HH'],
  [/^a date written YYYY-MM-DD is needed$/, 'perlu tanggal yang ditulis TTTT-BB-HH'],
  [/^(".*") is not a time written HH:MM$/, '$1 bukan jam yang ditulis JJ:MM'],
  [/^(\S+) is before the first day (\S+)$/, '$1 lebih awal dari hari pertama $2'],
  [/^(\S+) is before (\S+)$/, '$1 lebih awal dari $2'],
  [/^(\S+) is not after (\S+)$/, '$1 tidak sesudah $2'],
  [/^a name is needed$/, 'nama perlu diisi'],
  [/^a unit is needed$/, 'unit perlu diisi'],
  [/^a text is needed$/, 'perlu diisi'],
  [/^\w+ must be a string$/, 'perlu diisi'],
  [/^a category is needed: (.*)$/, 'kategori perlu diisi: $1'],
  [/^the date of joining is needed, or.*$/, 'perlu tanggal mulai bekerja, atau tanggal sejak kapan di unit itu'],
  [/^the date from which the person belongs to (.*) is needed.*$/, 'perlu tanggal sejak kapan di unit $1, karena sekarang di unit lain'],
  [/^(".*") has a space inside$/, '$1 memuat spasi'],
  [/^(".*") begins or ends with a space$/, '$1 diawali atau diakhiri spasi'],
  [/^(".*") is not an e-mail address$/, '$1 bukan alamat surel'],
  [/^(".*") is not an IANA time zone.*$/, '$1 bukan zona waktu seperti Asia/Jakarta'],
  [/^the units (.*) stand above each other in a circle$/, 'unit $1 saling membawahi'],
  [/^the units (.*) stand above each other in a circle from (\S+) on$/, 'unit $1 saling membawahi mulai $2'],
  [/^(.*) stands under no other unit and is said to stand under (.*?): a date is needed.*$/, '$1 kini tidak di bawah unit lain, di sini di bawah $2; perlu tanggal mulainya, atau * bila sejak semula memang begitu'],
  [/^(.*) stands under (.*?) and is said to stand under no other unit: a date is needed.*$/, '$1 kini di bawah $2, di sini tidak di bawah unit lain; perlu tanggal mulainya, atau * bila sejak semula memang begitu'],
  [/^(.*) stands under (.*?) and is said to stand under (.*?): a date is needed.*$/, '$1 kini di bawah $2, di sini di bawah $3; perlu tanggal mulainya, atau * bila sejak semula memang begitu'],
  [/^is (\d+) characters long, at most (\d+) are kept$/, 'panjangnya $1 huruf, paling banyak $2'],
  [/^is a number of more than 15 digits.*$/, 'adalah angka lebih dari 15 digit; digit terakhirnya sudah hilang di lembar kerja. Jadikan kolom ini teks, lalu ketik ulang'],
  [/^holds a formula without its value.*$/, 'berisi rumus tanpa nilainya; buka lalu simpan berkas di lembar kerja, atau isi nilainya langsung'],
  [/^shows an error \((.*)\) in the spreadsheet$/, 'menampilkan galat ($1) di lembar kerja'],
  [/^pin (\S+) on every terminal would be held twice at once: (.*) and (.*)$/, 'PIN $1 di semua terminal akan dipegang dua kali sekaligus: $2 dan $3'],
  [/^pin (\S+) on terminal (\S+) would be held twice at once: (.*) and (.*)$/, 'PIN $1 di terminal $2 akan dipegang dua kali sekaligus: $3 dan $4'],
  [/^(".*") looks odd for a (\S+): a number has exactly 18 digits$/, '$1 tidak lazim untuk $2: nomornya 18 digit'],
  [/^(".*") looks odd for a (\S+): (.*)$/, '$1 tidak lazim untuk $2: $3'],
  [/^the unit is known from (\S+) only; it stands for the time since (\S+) too$/, 'unitnya baru diketahui sejak $1; dipakai juga untuk masa sejak $2'],
  [/^This is no Excel file \(\.xlsx\) that can be read: (.*)$/, 'Ini bukan berkas Excel (.xlsx) yang dapat dibaca: $1'],
  [/^The file is empty: a line of headings is needed\.$/, 'Berkasnya kosong: perlu satu baris judul kolom.'],
];

/** What is wrong with a row, in the language that is shown. */
export function problemText(message: string): string {
  if (currentLanguage() !== 'id') return message;
  const found = sentences.find(([pattern]) => pattern.test(message));
  return found ? message.replace(found[0], found[1]) : message;
}
