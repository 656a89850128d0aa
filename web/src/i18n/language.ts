/** The two languages of the console; Indonesian first. */
export type Language = 'id' | 'en';

const stored = 'hadir-language';
let language: Language = read();

function read(): Language {
  try {
    return localStorage.getItem(stored) === 'en' ? 'en' : 'id';
  } catch {
    return 'id';
  }
}

/** The language that is shown now. */
export const currentLanguage = (): Language => language;

/** Keeps the language on this device, for the page of signing in. */
export function keepLanguage(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(stored, chosen);
  } catch {
    // A browser that keeps nothing asks the account each time.
  }
}
