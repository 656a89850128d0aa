/** A piece of HTML that is safe to write out as it is. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, markup is not, lists are joined, null leaves nothing. */
export type Fillable = string | number | Markup | null | readonly Fillable[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Builds HTML from a template; whatever is filled in is escaped, so that a name is never read as a tag. (Not called `html`: formatters would
 * take the template for a page of their own and change its white space.)
 */
export function markup(parts: TemplateStringsArray, ...values: readonly Fillable[]): Markup {
  return new Markup(
    parts.map((part, index) => part + (index < values.length ? filled(values[index] ?? null) : '')).join(''),
  );
}

function filled(value: Fillable): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(filled).join('');
  return String(value).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
}
