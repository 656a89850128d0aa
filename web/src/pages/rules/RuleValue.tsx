import { type ReactNode } from 'react';
import { decimalNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { sanctionName, sanctionWords, tierName } from '../cases/sanctions';
import { type SayLaw, lawWord, lawWords } from './law-words';
import css from './Rules.module.css';
import { rulesWords } from './rules-words';

/** A code as it is read where nothing says it in words: `own-rule` → `own rule`. */
export const spaced = (code: string): string => code.replace(/[_-]+/g, ' ');

/** The first letter large. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** A value of a regulation as people read it: one word or number, or its parts below each other. */
export function RuleValue({ value }: { readonly value: unknown }): ReactNode {
  const text = useText();
  if (isPlain(value)) return <b>{text(value)}</b>;
  if (Array.isArray(value)) return value.every(isPlain) ? <b>{value.length === 0 ? text(null) : value.map(text).join(', ')}</b> : <ul className={css['parts']}>{value.map((one, index) => <li key={index}><RuleValue value={one} /></li>)}</ul>;
  return <Parts members={Object.entries(value as Record<string, unknown>)} />;
}

/** Members of a value; short ones share a line. */
function Parts({ members }: { readonly members: readonly (readonly [string, unknown])[] }): ReactNode {
  const text = useText();
  const name = useMemberName();
  // The title of a sanction or leave stands in the first column already, and its order is that of the table.
  const shown = members.filter(([key]) => !['title', 'severity'].includes(key));
  const isFlat = (value: unknown): boolean => isPlain(value) || (Array.isArray(value) && value.every(isPlain));
  const flat = shown.filter(([, value]) => isFlat(value));
  const deep = shown.filter(([, value]) => !isFlat(value));
  return (
    <div className={css['parts']}>
      {flat.length > 0 ? <span>{flat.map(([key, value]) => `${name(key)}: ${Array.isArray(value) ? value.map(text).join(', ') || text(null) : text(value)}`).join('; ')}</span> : null}
      {deep.map(([key, value]) => (
        <div key={key}>
          <span>{capital(name(key))}</span>
          <RuleValue value={value} />
        </div>
      ))}
    </div>
  );
}

function useText(): (value: unknown) => string {
  const say = useWords(rulesWords);
  const law = useWords(lawWords);
  const sanction = useWords(sanctionWords);
  return (value) => {
    if (value === null) return say('nothing');
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    if (typeof value === 'number') return decimalNumber(value);
    return codeWord(String(value), law, sanction);
  };
}

function codeWord(code: string, law: SayLaw, sanction: Parameters<typeof sanctionName>[0]): string {
  return lawWord(law, 'word', code) ?? (/^[a-z0-9-]+$/.test(code) ? (sanctionOf(code, sanction) ?? tierOf(code, sanction) ?? lawWord(law, 'name', code) ?? spaced(code)) : code);
}

const sanctionOf = (code: string, say: Parameters<typeof sanctionName>[0]): string | null => (sanctionName(say, code) === code ? null : sanctionName(say, code));
const tierOf = (code: string, say: Parameters<typeof sanctionName>[0]): string | null => (tierName(say, code) === code ? null : tierName(say, code));

function useMemberName(): (key: string) => string {
  const law = useWords(lawWords);
  const sanction = useWords(sanctionWords);
  return (key) => lawWord(law, 'key', key) ?? sanctionOf(key, sanction) ?? tierOf(key, sanction) ?? spaced(key);
}
