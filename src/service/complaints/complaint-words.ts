import { type ComplaintKind, type ComplaintStatus } from '../../core/service/complaint';
import { type Bilingual } from '../../core/service/service-definition';

/** The kinds as citizens know them. */
export const kindWords: Readonly<Record<ComplaintKind, Bilingual>> = {
  complaint: { id: 'Pengaduan', en: 'Complaint' },
  aspiration: { id: 'Aspirasi atau saran', en: 'Suggestion' },
  'information-request': { id: 'Permintaan informasi', en: 'Request for information' },
};

/** Where a message stands, as its sender reads it. */
export const statusWords: Readonly<Record<ComplaintStatus, Bilingual>> = {
  received: { id: 'Diterima, menunggu verifikasi', en: 'Received, waiting to be verified' },
  verified: { id: 'Terverifikasi, sedang ditindaklanjuti', en: 'Verified, being followed up' },
  answered: { id: 'Sudah dijawab; silakan tanggapi', en: 'Answered; please say whether it helps' },
  closed: { id: 'Selesai', en: 'Closed' },
  rejected: { id: 'Tidak dapat ditindaklanjuti', en: 'Cannot be followed up' },
  duplicate: { id: 'Sama dengan pengaduan lain yang sedang ditangani', en: 'The same as another message that is being dealt with' },
};

/** The words of the complaint pages. */
export const complaintWords = {
  id: {
    title: 'Sampaikan pengaduan',
    kind: 'Jenis',
    unit: 'Tentang unit mana?',
    anyUnit: 'Tidak tahu',
    words: 'Apa yang terjadi? Kapan dan di mana?',
    photo: 'Foto (tidak wajib; JPEG atau PNG, paling besar 5 MB)',
    who: 'Identitas (tidak wajib)',
    whoHint: 'Nama dan kontak hanya dilihat pejabat yang berwenang, tidak pernah oleh pegawai yang diadukan.',
    name: 'Nama',
    contact: 'Telepon atau surel',
    send: 'Kirim',
    follow: 'Ikuti pengaduan yang sudah dikirim',
    trap: 'Biarkan kosong',
    sentTitle: 'Pengaduan diterima',
    sent: 'Simpan kode ini untuk mengikuti pengaduan Anda. Kode hanya ditampilkan satu kali:',
    again: 'Pengaduan ini sudah kami terima sebelumnya. Kodenya hanya ditampilkan satu kali.',
    codeTitle: 'Ikuti pengaduan',
    code: 'Kode pengaduan',
    open: 'Buka',
    status: 'Status',
    received: 'Diterima',
    verifyBy: 'Diverifikasi paling lambat',
    followUpBy: 'Dijawab paling lambat',
    answers: 'Jawaban',
    replyTitle: 'Tanggapan Anda',
    content: 'Jawaban ini membantu',
    notContent: 'Belum selesai; mohon ditindaklanjuti lagi',
    reply: 'Tanggapan (tidak wajib)',
    short: 'Tulis paling sedikit 10 dan paling banyak 5.000 huruf.',
    wrong: 'Pilih jenis dan isi lagi, lalu kirim.',
    stale: 'Halaman ini terlalu lama terbuka. Periksa isian, lalu kirim lagi (foto perlu dipilih ulang).',
    'photo-type': 'Berkas itu bukan foto JPEG atau PNG. Pilih foto lain.',
    'photo-too-large': 'Foto terlalu besar (paling besar 5 MB).',
  },
  en: {
    title: 'Make a complaint',
    kind: 'Kind',
    unit: 'About which unit?',
    anyUnit: 'I do not know',
    words: 'What happened? When and where?',
    photo: 'Photo (if you wish; JPEG or PNG, 5 MB at most)',
    who: 'Who you are (if you wish)',
    whoHint: 'Your name and contact are seen by the officer in charge only, never by those you complain about.',
    name: 'Name',
    contact: 'Telephone or e-mail',
    send: 'Send',
    follow: 'Follow a complaint that you sent',
    trap: 'Leave this empty',
    sentTitle: 'We have your complaint',
    sent: 'Keep this code to follow your complaint. It is shown only once:',
    again: 'We had received this complaint before. Its code was shown only once.',
    codeTitle: 'Follow a complaint',
    code: 'Code of the complaint',
    open: 'Open',
    status: 'Status',
    received: 'Received',
    verifyBy: 'To be verified by',
    followUpBy: 'To be answered by',
    answers: 'Answers',
    replyTitle: 'Your reply',
    content: 'This answer helps',
    notContent: 'Not yet; please follow it up again',
    reply: 'Reply (if you wish)',
    short: 'Write at least 10 and at most 5,000 letters.',
    wrong: 'Choose a kind and fill in the form again, then send it.',
    stale: 'This page was open for too long. Check what you wrote and send it again (choose the photo again, too).',
    'photo-type': 'This file is neither a JPEG nor a PNG photo. Choose another.',
    'photo-too-large': 'The photo is too large (5 MB at most).',
  },
} as const;

/** A notice above a form that was sent back. */
export type ComplaintNotice = 'short' | 'wrong' | 'stale' | 'photo-type' | 'photo-too-large';
