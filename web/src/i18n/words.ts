import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { currentLanguage, keepLanguage, type Language } from './language';

/** The Indonesian words of a page: flat, written `as const`, placeholders like `{{count}}`. */
export type Words = Readonly<Record<string, string>>;

/** The English words beside them: every key, and `key_one` where one thing needs another form. */
export type EnglishOf<T extends Words> = { readonly [K in keyof T]: string } & { readonly [K in keyof T & string as `${K}_one`]?: string };

type Placeholders<S extends string> = S extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type Values<S extends string> = [Placeholders<S>] extends [never] ? [values?: Readonly<Record<string, string | number>>] : [values: Readonly<Record<Placeholders<S>, string | number>>];

/** Says one thing in the language that is shown; a key or a placeholder that is missing fails the type-check. */
export type Say<T extends Words> = <K extends keyof T & string>(key: K, ...values: Values<T[K]>) => string;

/** The words of one page in both languages. */
export interface Namespace<T extends Words> {
  readonly name: string;
  readonly words?: T;
}

void i18next.init({
  lng: currentLanguage(),
  fallbackLng: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Makes the words of a page known; called once, beside the page, so that they are loaded with it. */
export function namespace<const T extends Words>(name: string, id: T, en: EnglishOf<T>): Namespace<T> {
  i18next.addResourceBundle('id', name, id);
  i18next.addResourceBundle('en', name, en);
  return { name };
}

/** The words of a page, in the language that is shown. */
export function useWords<T extends Words>(namespace: Namespace<T>): Say<T> {
  const { t } = useTranslation(namespace.name, { i18n: i18next, useSuspense: false });
  return t as unknown as Say<T>;
}

/** The same outside of a component. */
export function wordsOf<T extends Words>(namespace: Namespace<T>): Say<T> {
  return ((key: string, values?: Record<string, string | number>) => i18next.t(key, { ns: namespace.name, ...values })) as Say<T>;
}

/** Changes the language of the whole console. */
export function changeLanguage(language: Language): void {
  if (language === currentLanguage() && i18next.language === language) return;
  keepLanguage(language);
  void i18next.changeLanguage(language);
}

/** The language that is shown, and a component is drawn again when it changes. */
export function useLanguage(): Language {
  useTranslation(undefined, { i18n: i18next, useSuspense: false });
  return currentLanguage();
}
