import { type TwoTexts } from '../incidents/incident-kind';

const texts: Readonly<Record<string, TwoTexts>> = {
  ConnectTimeout: { en: 'The terminal does not answer: switched off, unplugged, or its address has changed.', id: 'Mesin tidak menjawab: mati, kabel lepas, atau alamatnya berubah.' },
  Timeout: { en: 'The terminal stopped answering in the middle of a read; it is tried again. If it stays so, switch it off and on.', id: 'Mesin berhenti menjawab saat dibaca; akan dicoba lagi. Jika berlanjut, matikan dan hidupkan mesin.' },
  Refused: { en: 'Something is at this address, but it does not accept connections: wrong port, or not a terminal.', id: 'Ada perangkat di alamat ini, tetapi menolak sambungan: port salah atau bukan mesin absensi.' },
  Unreachable: { en: 'No way leads to the terminal: network, cable or switch.', id: 'Tidak ada jalur ke mesin: periksa jaringan, kabel, atau switch.' },
  Closed: { en: 'The terminal closed the connection: it restarted, or another program is using it.', id: 'Mesin memutus sambungan: mesin dimulai ulang atau sedang dipakai program lain.' },
  WrongKey: { en: 'The communication key is wrong; enter the one that is set in the menu of the terminal.', id: 'Kunci komunikasi salah; isi sesuai pengaturan di menu mesin.' },
  Rejected: { en: 'The terminal refuses to hand over its log.', id: 'Mesin menolak menyerahkan log.' },
  Unsupported: { en: 'The firmware of the terminal does not allow reading on this port; use push, or change its settings.', id: 'Firmware mesin tidak mengizinkan pembacaan lewat port ini; gunakan push atau ubah pengaturannya.' },
  Framing: { en: 'What the terminal sends is not the protocol of such terminals; nothing of it was kept.', id: 'Data dari mesin tidak sesuai protokol; tidak ada yang disimpan.' },
  Checksum: { en: 'Data was damaged on its way; nothing of this read was kept, and it is read again.', id: 'Data rusak di perjalanan; tidak ada yang disimpan dan akan dibaca ulang.' },
  Length: { en: 'The terminal sent less or more than it announced; nothing of this read was kept, and it is read again.', id: 'Jumlah data dari mesin tidak sesuai; tidak ada yang disimpan dan akan dibaca ulang.' },
  Protocol: { en: 'The terminal answered something that cannot be right; nothing of this read was kept.', id: 'Jawaban mesin tidak masuk akal; tidak ada yang disimpan.' },
  OtherTerminal: { en: 'Another terminal answers at this address; nothing of it was kept. Correct the address.', id: 'Mesin lain menjawab di alamat ini; tidak ada yang disimpan. Perbaiki alamatnya.' },
  Failed: { en: 'The service could not store what the terminal sent; the terminal keeps it, and it is read again.', id: 'Layanan tidak dapat menyimpan data mesin; data tetap di mesin dan akan dibaca ulang.' },
};

/** Why a terminal cannot be read, in words for officers, by the name of the error. */
export const errorTexts = (code: string): TwoTexts => (Object.hasOwn(texts, code) ? (texts[code] as TwoTexts) : { en: code, id: code });

/** All names that have words. */
export const knownErrors = (): string[] => Object.keys(texts);
