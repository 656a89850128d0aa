import type { Bilingual } from './service-definition';

interface Choice {
  readonly code: string;
  readonly name: Bilingual;
}

/** What a respondent may say of themselves, and the words to choose from. */
export interface RespondentField {
  readonly key: 'ageGroup' | 'sex' | 'education' | 'occupation';
  readonly title: Bilingual;
  readonly choices: readonly Choice[];
}

const choice = (code: string, id: string, en: string): Choice => ({ code, name: { id, en } });

/**
 * The profile that the survey of PermenPANRB 14/2017 asks for: sex, education and occupation as its form has them (from memory: not verified), age in
 * bands of our own, so that nothing exact is asked. Every answer is optional.
 */
export const respondentFields: readonly RespondentField[] = [
  { key: 'ageGroup', title: { id: 'Umur', en: 'Age' }, choices: [choice('under-17', 'di bawah 17', 'under 17'), choice('17-25', '17–25', '17–25'), choice('26-35', '26–35', '26–35'), choice('36-45', '36–45', '36–45'), choice('46-55', '46–55', '46–55'), choice('over-55', 'di atas 55', 'over 55')] },
  { key: 'sex', title: { id: 'Jenis kelamin', en: 'Sex' }, choices: [choice('male', 'Laki-laki', 'Male'), choice('female', 'Perempuan', 'Female')] },
  { key: 'education', title: { id: 'Pendidikan', en: 'Education' }, choices: [choice('sd', 'SD', 'Primary school'), choice('smp', 'SMP', 'Junior high school'), choice('sma', 'SMA/SMK', 'Senior high school'), choice('diploma', 'D1–D4', 'Diploma'), choice('s1', 'S1', 'Bachelor'), choice('s2', 'S2', 'Master'), choice('s3', 'S3', 'Doctorate')] },
  { key: 'occupation', title: { id: 'Pekerjaan', en: 'Occupation' }, choices: [choice('pns', 'PNS/PPPK', 'Civil servant'), choice('tni', 'TNI', 'Armed forces'), choice('polri', 'POLRI', 'Police'), choice('swasta', 'Swasta', 'Private employee'), choice('wirausaha', 'Wirausaha', 'Self-employed'), choice('pelajar', 'Pelajar/mahasiswa', 'Student'), choice('lainnya', 'Lainnya', 'Other')] },
];

/** What one respondent said, by field; a field that is left out was not answered. */
export type Respondent = Readonly<Partial<Record<RespondentField['key'], string>>>;

/** Reads the profile of a form; what is no choice is no answer: nobody is turned away for it. */
export function respondentOf(fields: Readonly<Record<string, unknown>>): Respondent {
  return Object.fromEntries(respondentFields.flatMap(({ key, choices }) => (choices.some(({ code }) => code === fields[key]) ? [[key, fields[key] as string]] : [])));
}

/** Respondents below which a cell is not shown: a handful might be recognised. */
export const leastCell = 5;

/** The count of one choice; null where it is hidden. */
export interface ProfileCell {
  /** A choice's code, or `unsaid`. */
  readonly code: string;
  readonly count: number | null;
}

/** How respondents are spread over one field. */
export interface ProfileField {
  readonly key: RespondentField['key'];
  readonly cells: readonly ProfileCell[];
}

/**
 * The spread of each field. Small cells are hidden, and so many of the next smallest with them that no hidden one can be found by taking the shown ones from the
 * number of respondents.
 */
export function respondentProfile(respondents: readonly Respondent[]): ProfileField[] {
  return respondentFields.map(({ key, choices }) => {
    const counts = [...choices.map(({ code }) => code), 'unsaid'].map((code) => ({ code, count: respondents.filter((one) => (one[key] ?? 'unsaid') === code).length }));
    const hidden = hiddenOf(counts);
    return { key, cells: counts.map(({ code, count }) => ({ code, count: hidden.has(code) ? null : count })) };
  });
}

function hiddenOf(counts: readonly { readonly code: string; readonly count: number }[]): ReadonlySet<string> {
  const hidden = counts.filter(({ count }) => count > 0 && count < leastCell);
  if (hidden.length === 0) return new Set();
  const shown = counts.filter(({ count }) => count >= leastCell).sort((a, b) => a.count - b.count);
  const sum = (): number => hidden.reduce((all, { count }) => all + count, 0);
  while ((hidden.length < 2 || sum() < leastCell) && shown.length > 0) hidden.push(shown.shift() as (typeof shown)[number]);
  return new Set(hidden.map(({ code }) => code));
}
