import { isWorkDate } from '../time/calendar';

/** Which kind of number is asked for: a PNS carries the month of first appointment, a PPPK a two-digit agreement code in its place. */
export type NipKind = 'PNS' | 'PPPK';

/** What a well-formed number says; mismatches with the master record are for a person to look at, never an error (asn-rules.md 5.2). */
export interface NipParts {
  readonly nip: string;
  readonly birthDate: string;
  readonly appointmentYear: number;
  /** The month for a PNS, the agreement code for a PPPK. */
  readonly monthOrCode: number;
  readonly sex: 'man' | 'woman';
  readonly serial: number;
}

/** A checked number with warnings, or the reasons why it is none; there is no check digit to test. */
export type NipCheck =
  | { readonly outcome: 'valid'; readonly parts: NipParts; readonly warnings: readonly string[] }
  | { readonly outcome: 'invalid'; readonly reasons: readonly string[] };

/** Checks an 18-digit NIP or NI PPPK; blanks are dropped, and the number stays text because 18 digits do not fit a float. */
export function checkNip(text: string, kind: NipKind): NipCheck {
  const nip = text.replace(/\s/g, '');
  if (!/^\d{18}$/.test(nip)) return { outcome: 'invalid', reasons: ['a number has exactly 18 digits'] };
  const parts = partsOf(nip);
  const reasons = reasonsAgainst(parts, kind, nip.charAt(14));
  return reasons.length > 0
    ? { outcome: 'invalid', reasons }
    : { outcome: 'valid', parts, warnings: ageWarnings(parts) };
}

function partsOf(nip: string): NipParts {
  return {
    nip,
    birthDate: `${nip.slice(0, 4)}-${nip.slice(4, 6)}-${nip.slice(6, 8)}`,
    appointmentYear: Number(nip.slice(8, 12)),
    monthOrCode: Number(nip.slice(12, 14)),
    sex: nip.charAt(14) === '2' ? 'woman' : 'man',
    serial: Number(nip.slice(15)),
  };
}

function reasonsAgainst(parts: NipParts, kind: NipKind, sexDigit: string): readonly string[] {
  const { birthDate, monthOrCode, serial } = parts;
  return [
    ...(isWorkDate(birthDate) ? [] : [`${birthDate} is no date of birth`]),
    ...(kind === 'PNS' && (monthOrCode < 1 || monthOrCode > 12) ? [`${monthOrCode} is no month of appointment`] : []),
    ...(kind === 'PPPK' && monthOrCode < 13
      ? [`${monthOrCode} is no agreement code of a PPPK; it looks like a month`]
      : []),
    ...(sexDigit === '1' || sexDigit === '2' ? [] : [`the 15th digit is 1 or 2, not ${sexDigit}`]),
    ...(serial >= 1 ? [] : ['the serial number begins at 001']),
  ];
}

function ageWarnings(parts: NipParts): readonly string[] {
  const age = parts.appointmentYear - Number(parts.birthDate.slice(0, 4));
  return age >= 17 && age <= 60 ? [] : [`appointed at the age of ${age}`];
}
