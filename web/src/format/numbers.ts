import { currentLanguage } from '../i18n/language';

const locales = { id: 'id-ID', en: 'en-GB' } as const;

/** `4.731` in Indonesian, `4,731` in English. */
export const wholeNumber = (value: number): string => new Intl.NumberFormat(locales[currentLanguage()], { maximumFractionDigits: 0 }).format(value);

/** At most so many decimals, with a comma in Indonesian: `2,5`. */
export const decimalNumber = (value: number, digits = 1): string => new Intl.NumberFormat(locales[currentLanguage()], { maximumFractionDigits: digits }).format(value);

/** `88,8%` of a share between 0 and 1. */
export const percent = (share: number, digits = 1): string => `${decimalNumber(share * 100, digits)}%`;

/** Always so many decimals: `87,50`. */
export const fixedNumber = (value: number, digits: number): string => new Intl.NumberFormat(locales[currentLanguage()], { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
