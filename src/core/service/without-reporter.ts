/** What stands where the reporter was named. */
export const blackout = '▮▮▮';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Words of a complaint without the name and contact that its reporter gave. Each part of a name of three letters and more is taken out, whole words only; digits of
 * a contact are found with any spacing. What reporters say of themselves in other words cannot be found like this: a person still reads before anybody shows it.
 */
export function withoutReporter(words: string, reporter: { readonly name: string | null; readonly contact: string | null } | null): string {
  const parts = [reporter?.name, ...(reporter?.name?.split(/[\s.,]+/) ?? []).filter((part) => part.length > 2)].filter((part): part is string => Boolean(part));
  const named = parts.sort((a, b) => b.length - a.length).reduce((text, part) => text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, 'giu'), blackout), words);
  const contact = reporter?.contact?.trim() ?? '';
  if (contact === '') return named;
  const plain = named.replace(new RegExp(escaped(contact), 'giu'), blackout);
  const digits = contact.replace(/\D/g, '').replace(/^(?:62|0)/, '');
  return digits.length < 6 ? plain : plain.replace(new RegExp(`(?:\\+?62|0)?[\\s.-]*${[...digits].join('[\\s.-]*')}`, 'g'), blackout);
}
