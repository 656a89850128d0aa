/** What stands where the reporter was named. */
export const blackout = '▮▮▮';

/** Who reported, as far as they said. */
export interface Reporter {
  readonly name: string | null;
  readonly contact: string | null;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const wholeWord = (text: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(text)}(?![\\p{L}\\p{N}])`, 'giu');

/**
 * Words of a complaint without the name and contact that its reporter gave. Each part of a name of three letters and more is taken out, whole words only; digits of
 * a contact are found with any spacing. What reporters say of themselves in other words cannot be found like this: a person still reads before anybody shows it.
 */
export function withoutReporter(words: string, reporter: Reporter | null): string {
  const parts = [reporter?.name, ...(reporter?.name?.split(/[\s.,]+/) ?? []).filter((part) => part.length > 2)].filter((part): part is string => Boolean(part));
  const named = parts.sort((a, b) => b.length - a.length).reduce((text, part) => text.replace(wholeWord(part), blackout), words);
  const contact = reporter?.contact?.trim() ?? '';
  if (contact === '') return named;
  const plain = named.replace(new RegExp(escaped(contact), 'giu'), blackout);
  const digits = contact.replace(/\D/g, '').replace(/^(?:62|0)/, '');
  return digits.length < 6 ? plain : plain.replace(new RegExp(`(?:\\+?62|0)?[\\s.-]*${[...digits].join('[\\s.-]*')}`, 'g'), blackout);
}

const partsOf = (name: string): string[] => name.split(/[\s.,]+/).filter((part) => part.length > 2);

/**
 * Whether words name a reporter: by the whole name, the contact, or a part of the name that is no part of the name of somebody else who may be named.
 * @param others names of people who may be named, e.g. of those who sign
 */
export function namesReporter(words: string, { name, contact }: Reporter, others: readonly string[]): boolean {
  const shared = new Set(others.flatMap(partsOf).map((part) => part.toLowerCase()));
  const whole = name?.trim().replace(/\s+/g, ' ') ?? '';
  const telling = [...partsOf(whole).filter((part) => !shared.has(part.toLowerCase())), ...(whole.includes(' ') ? [whole] : [])];
  const spoken = words.replace(/\s+/g, ' ');
  return telling.some((each) => wholeWord(each).test(spoken)) || withoutReporter(words, { name: null, contact }) !== words;
}
