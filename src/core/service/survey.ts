import type { Bilingual } from './service-definition';

/** One of the nine elements of the satisfaction survey (PermenPANRB 14/2017; asn-rules.md 6.2), with a question of our own wording. */
export interface SurveyElement {
  readonly title: Bilingual;
  readonly question: Bilingual;
}

/** The scale of every answer, lowest first: 1 to 4. */
export const scale: readonly Bilingual[] = [
  { id: 'Tidak baik', en: 'Bad' },
  { id: 'Kurang baik', en: 'Rather bad' },
  { id: 'Baik', en: 'Good' },
  { id: 'Sangat baik', en: 'Very good' },
];

/** The nine elements in the order of the regulation. */
export const surveyElements: readonly SurveyElement[] = [
  { title: { id: 'Persyaratan', en: 'Requirements' }, question: { id: 'Apakah syarat layanan wajar dan jelas?', en: 'Were the requirements reasonable and clear?' } },
  { title: { id: 'Sistem, mekanisme, dan prosedur', en: 'Procedure' }, question: { id: 'Apakah alur layanan mudah diikuti?', en: 'Was the procedure easy to follow?' } },
  { title: { id: 'Waktu penyelesaian', en: 'Time' }, question: { id: 'Apakah layanan selesai tepat waktu?', en: 'Was the service finished in time?' } },
  { title: { id: 'Biaya/tarif', en: 'Cost' }, question: { id: 'Apakah biaya sesuai ketentuan (gratis bila gratis)?', en: 'Was the cost as announced (free where it is free)?' } },
  { title: { id: 'Produk spesifikasi jenis pelayanan', en: 'Result' }, question: { id: 'Apakah hasil layanan sesuai yang dijanjikan?', en: 'Was the result what had been promised?' } },
  { title: { id: 'Kompetensi pelaksana', en: 'Competence' }, question: { id: 'Apakah petugas menguasai pekerjaannya?', en: 'Did the staff know their work?' } },
  { title: { id: 'Perilaku pelaksana', en: 'Behaviour' }, question: { id: 'Apakah petugas ramah dan sopan?', en: 'Were the staff friendly and polite?' } },
  { title: { id: 'Penanganan pengaduan, saran, dan masukan', en: 'Complaints and suggestions' }, question: { id: 'Apakah pengaduan dan saran ditangani dengan baik?', en: 'Are complaints and suggestions dealt with well?' } },
  { title: { id: 'Sarana dan prasarana', en: 'Facilities' }, question: { id: 'Apakah tempat dan fasilitas memadai?', en: 'Were the place and its facilities adequate?' } },
];
