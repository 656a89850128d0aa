import type { ReportLanguage, ReportTexts } from './report-texts';
import { english } from './texts-en';
import { indonesian } from './texts-id';

/** The texts of a language. */
export function reportTexts(language: ReportLanguage): ReportTexts {
  return language === 'id' ? indonesian : english;
}
