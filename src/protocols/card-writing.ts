/**
 * How a device writes the number of a card. One card has one number; devices write it in decimal, as its bytes in hexadecimal from either end,
 * or only its low 24 bits (readers of 26 bits), whole or as facility and number. What a device writes is known from its profile or its settings,
 * never from how a text looks: `12345678` is another card in decimal than in hexadecimal.
 */
export const cardWritings = ['decimal', 'decimal-24', 'hex', 'hex-reversed', 'facility-number'] as const;

/** One of them. `hex`: the highest byte first; `hex-reversed`: the lowest byte first, as readers give the UID of a chip. */
export type CardWriting = (typeof cardWritings)[number];

/** Those in which a card can be sent to a terminal: they hold the whole number. `bytes` = `[15CD5B07]`, the lowest byte first (push.md A4, `Card=`). */
export const sentCardWritings = ['decimal', 'bytes', 'hex', 'hex-reversed'] as const;

/** One of them. */
export type SentCardWriting = (typeof sentCardWritings)[number];

/** The number of a card, as far as a writing tells it: whole, or only its low 24 bits. */
export interface CardNumber {
  readonly number: bigint;
  readonly isWhole: boolean;
}

const low24 = 0xff_ffffn;

/** The low 24 bits of a card, by which its writings are found: equal for one card however it is written. */
export const lowBits = ({ number }: CardNumber): number => Number(number & low24);

const whole = (number: bigint): CardNumber => ({ number, isWhole: true });
const part = (number: bigint): CardNumber => ({ number, isWhole: false });
const digits = /^\d{1,20}$/;

/** Writings that say themselves what they are: `[15CD5B07]` (the lowest byte first), `0x075BCD15`, and with the mark behind as Tasmota does. */
function marked(text: string): CardNumber | null {
  const bytes = /^\[((?:[0-9A-F]{2}){4,8})\]$/i.exec(text)?.[1];
  if (bytes !== undefined) return whole(fromHex(reversed(bytes)));
  const hex = /^0X([0-9A-F]{1,16})$|^([0-9A-F]{1,16})0X$/i.exec(text);
  return hex === null ? null : whole(fromHex(hex[1] ?? hex[2] ?? ''));
}

const fromHex = (text: string): bigint => BigInt(`0x${text}`);
const reversed = (hex: string): string => (hex.match(/../g) ?? []).reverse().join('');

/** Facility (0-255) and number (0-65535) as printed on many cards: together the low 24 bits. */
function facilityNumber(text: string): CardNumber | null {
  const [, facility, number] = /^(\d{1,3}),(\d{1,5})$/.exec(text) ?? [];
  if (facility === undefined || Number(facility) > 255 || Number(number) > 65_535) return null;
  return part(BigInt(Number(facility) * 65_536 + Number(number)));
}

const readers: Readonly<Record<CardWriting, (text: string) => CardNumber | null>> = {
  decimal: (text) => (digits.test(text) ? whole(BigInt(text)) : null),
  'decimal-24': (text) => (digits.test(text) && BigInt(text) <= low24 ? part(BigInt(text)) : null),
  hex: (text) => (/^[0-9A-F]{1,16}$/i.test(text) ? whole(fromHex(text)) : null),
  'hex-reversed': (text) => (/^(?:[0-9A-F]{2}){1,8}$/i.test(text) ? whole(fromHex(reversed(text))) : null),
  'facility-number': facilityNumber,
};

/** The card that a device means; null when its writing is not known, or the text is none of that writing. */
export function readCard(writing: CardWriting | SentCardWriting | undefined, text: string): CardNumber | null {
  const own = marked(text);
  if (own !== null || writing === undefined || writing === 'bytes') return own ?? (writing === 'bytes' ? readers.decimal(text) : null);
  return readers[writing](text);
}

/** A card as people write it: decimal as printed, `[15CD5B07]`, `0x075BCD15`, or facility and number; null for hexadecimal that does not say which end comes first. */
export const plannedCard = (text: string): CardNumber | null => marked(text) ?? readers.decimal(text) ?? facilityNumber(text);

/** Whether what a device read is a planned card. A device that reads 24 bits knows no more; a plan that has only those is no word on a whole number. */
export function isCard(read: CardNumber, planned: CardNumber): boolean {
  if (!read.isWhole) return read.number === (planned.number & low24);
  return planned.isWhole && read.number === planned.number;
}

/** A card in a terminal's own writing; null when the whole number is not known, or does not fit. */
export function writtenCard(writing: SentCardWriting, { number, isWhole }: CardNumber): string | null {
  if (!isWhole || number >= 1n << 64n) return null;
  if (writing === 'decimal') return String(number);
  const hex = number.toString(16).toUpperCase();
  const padded = hex.padStart(Math.max(8, hex.length + (hex.length % 2)), '0');
  if (writing === 'hex') return padded;
  return writing === 'bytes' ? `[${reversed(padded)}]` : reversed(padded);
}
