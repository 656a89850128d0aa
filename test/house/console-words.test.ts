import { readdirSync } from 'node:fs';
import { join } from 'node:path';

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
