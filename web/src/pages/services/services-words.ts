import { en } from '../../i18n/services.en';
import { id } from '../../i18n/services.id';
import { namespace, type Say } from '../../i18n/words';
import { decimalNumber, wholeNumber } from '../../format/numbers';
import { currentLanguage } from '../../i18n/language';

/** Words of the service catalogue, tickets and slow services. */
export const servicesWords = namespace('services', id, en);

/** Says something of services. */
export type SayService = Say<typeof id>;

/** A text in the language that is shown. */
export const inLanguage = (text: { readonly id: string; readonly en: string }): string => text[currentLanguage()];

/** `45 mnt`, `2 j 5 mnt`. */
export function duration(minutes: number | null | undefined, say: SayService): string {
  if (minutes === null || minutes === undefined) return '–';
  if (Math.abs(minutes) < 100) return say('minutes', { count: decimalNumber(minutes, minutes < 10 ? 1 : 0) });
  const whole = Math.round(minutes);
  return say('hoursMinutes', { hours: wholeNumber(Math.trunc(whole / 60)), minutes: whole % 60 });
}

/** `8 jam kerja`. */
export const promiseText = ({ amount, unit }: { readonly amount: number; readonly unit: string }, say: SayService): string => say(unit === 'working-hour' ? 'hours' : 'days', { count: amount });
