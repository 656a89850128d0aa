import { currentLanguage } from '../i18n/language';

/** How the regulations write an article beside its number, in Bahasa Indonesia; the numbers themselves are the same in both languages. */
const indonesian: readonly (readonly [RegExp, string])[] = [
  [/^asn-rules\.md .*$/, ''],
  [/^(articles )?not seen$/, 'pasal belum diperiksa'],
  [/ and /g, ' dan '],
  [/^elucidation of /, 'penjelasan '],
  [/^attachment/, 'lampiran'],
  [/^as PNS$/, 'seperti PNS'],
  [/ as amended$/, ' sebagaimana diubah'],
];

const english: readonly (readonly [RegExp, string])[] = [
  [/^asn-rules\.md .*$/, ''],
  [/\bPs\b/g, 'Art.'],
  [/\bhuruf\b/g, 'letter'],
  [/\bangka\b/g, 'number'],
];

/** The article of a provision as people write it: `Ps 9-11 dan 15(1)`, `Art. 9-11 and 15(1)`; empty for a choice of the office, which no article orders. */
export function articleText(article: string): string {
  return (currentLanguage() === 'en' ? english : indonesian).reduce((text, [pattern, words]) => text.replace(pattern, words), article);
}
