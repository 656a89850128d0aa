import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegulations } from '../../src/core/discipline/load-regulations';
import { provisionsOn } from '../../src/core/discipline/provisions-on';
import { regulationTexts } from '../unit/core/discipline/shipped-regulations';

const folder = join(__dirname, '../../web/src/i18n');
const names = readdirSync(folder).flatMap((file) => /^(.+)\.id\.ts$/.exec(file)?.[1] ?? []);
const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => String(match[1])).sort();

function wordsOf(name: string, language: 'id' | 'en'): Readonly<Record<string, string>> {
  const loaded = jest.requireActual<Record<string, Readonly<Record<string, string>>>>(join(folder, `${name}.${language}.ts`));
  return loaded[language] ?? {};
}

describe('the words of the console', () => {
  it('there are words', () => expect(names).toEqual(expect.arrayContaining(['shell', 'status', 'strip', 'states'])));

  it.each(names)('%s says the same things in both languages, with the same placeholders', (name) => {
    const [id, en] = [wordsOf(name, 'id'), wordsOf(name, 'en')];
    const englishKeys = [...new Set(Object.keys(en).map((key) => key.replace(/_one$/, '')))].sort();
    expect(englishKeys).toEqual(Object.keys(id).sort());
    for (const [key, text] of Object.entries(id)) {
      expect(text).not.toBe('');
      expect({ key, placeholders: placeholders(en[key] ?? '') }).toEqual({ key, placeholders: placeholders(text) });
    }
  });

  it.each(names)('%s accuses nobody', (name) => {
    const all = [...Object.values(wordsOf(name, 'id')), ...Object.values(wordsOf(name, 'en'))].join('\n');
    expect(all).not.toMatch(/\b(bolos|mangkir|pelanggar|culprit|offender|truant|guilty)\b/i);
  });
});

/** Codes that the console has to say in words: names of members, and choices. */
function codesIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[a-z]+(-[a-z0-9]+)+$/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...codesIn(inner)]);
}

describe('the regulations that ship, in the console', () => {
  const loaded = loadRegulations(regulationTexts());
  const provisions = loaded.outcome === 'loaded' ? ['2012-06-01', '2022-02-01', '2024-06-01', '2026-11-24'].flatMap((date) => provisionsOn(loaded.regulations, date)) : [];
  const [law, sanctions] = [wordsOf('law', 'id'), wordsOf('sanctions', 'id')];
  // The title of a value stands in the column of its name; a code of an allowance is what the office prints.
  const notSaid = ['title', 'code'];

  it('each parameter has a name', () => {
    const names = provisions.flatMap(({ parameters }) => parameters.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(100);
    expect([...new Set(names)].filter((name) => !(`name.${name}` in law || name in sanctions))).toEqual([]);
  });

  it('each member and each choice of a value has its word', () => {
    const values = provisions.flatMap(({ parameters }) => parameters.map(({ value }) => (typeof value === 'string' && value.includes(' ') ? null : value)));
    const codes = [...new Set(values.flatMap(codesIn))].filter((code) => !notSaid.includes(code));
    const codesOfAllowances = /^(terlambat|pulang-awal|tanpa-presensi-(masuk|pulang)|tidak-upacara)$/;
    expect(codes.filter((code) => ![`key.${code}`, `word.${code}`, `name.${code}`].some((key) => key in law) && ![code, `tier.${code}`].some((key) => key in sanctions) && !codesOfAllowances.test(code))).toEqual([]);
  });

  it('no note and no title is in English alone', () => {
    const notes = provisions.flatMap(({ code, notes: all }) => Object.keys(all).map((date) => `note.${code}.${date}`));
    const titles = provisions.filter(({ title }) => / (of|and|late|handbook)\b/.test(title)).map(({ code }) => `title.${code}`);
    expect([...new Set([...notes, ...titles])].filter((key) => !(key in law))).toEqual([]);
  });
});
