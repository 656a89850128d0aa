import { type CardWriting, isCard, lowBits, plannedCard, readCard, type SentCardWriting, writtenCard } from '../../../src/protocols/card-writing';

/** One card in all its writings: 123456789 = 0x075BCD15, facility 91, number 52501. */
const card = plannedCard('123456789');

describe('a card in the plan (push.md A4, `Card=`)', () => {
  it.each<[string, bigint | null]>([
    ['123456789', 123456789n],
    ['0123456789', 123456789n],
    ['[15CD5B07]', 123456789n],
    ['[15cd5b0700000000]', 123456789n],
    ['0x075BCD15', 123456789n],
    ['18446744073709551615', 18446744073709551615n],
    ['91,52501', 6016277n],
    ['94D8FC5F', null],
    ['256,1', null],
    ['1,65536', null],
    ['[15CD5B]', null],
    ['[15CD5B070]', null],
    ['', null],
    ['123456789012345678901', null],
  ])('%s', (text, number) => expect(plannedCard(text)?.number ?? null).toBe(number));
});

describe('a card as a reader writes it', () => {
  it.each<[CardWriting, string]>([
    ['decimal', '0123456789'],
    ['hex', '075BCD15'],
    ['hex', '75bcd15'],
    ['hex-reversed', '15CD5B07'],
    ['decimal-24', '6016277'],
    ['facility-number', '091,52501'],
    ['decimal', '75BCD150X'],
    ['hex', '[15CD5B07]'],
  ])('%s %s is the card of the plan', (writing, text) => {
    const read = readCard(writing, text);
    expect(read && card && isCard(read, card)).toBe(true);
    expect(read && lowBits(read)).toBe(6016277);
  });

  it('is another card in another writing: the same digits are not the same number', () => {
    const readings = (['decimal', 'hex', 'hex-reversed'] as const).map((writing) => readCard(writing, '12345678')?.number);
    expect(readings).toEqual([12345678n, 0x12345678n, 0x78563412n]);
  });

  it('is never guessed: no writing, or a text that is none of the writing, is no number', () => {
    expect(readCard(undefined, '123456789')).toBeNull();
    for (const [writing, text] of [['decimal', '94D8FC5F'], ['decimal-24', '16777216'], ['hex', 'XYZ'], ['hex-reversed', '15CD5B0'], ['facility-number', '6016277']] as const) expect(readCard(writing, text)).toBeNull();
  });

  it('of 24 bits is the whole card of the plan, and a plan of 24 bits is no word on a whole one', () => {
    const printed = plannedCard('91,52501');
    const [short, long] = [readCard('decimal-24', '6016277'), readCard('decimal', '123456789')];
    if (!printed || !short || !long || !card) throw new Error('a card that was read is none');
    expect([isCard(short, card), isCard(short, printed), isCard(long, printed), isCard(long, card)]).toEqual([true, true, false, true]);
  });
});

describe("a card in a terminal's own writing", () => {
  it.each<[SentCardWriting, string]>([
    ['decimal', '123456789'],
    ['bytes', '[15CD5B07]'],
    ['hex', '075BCD15'],
    ['hex-reversed', '15CD5B07'],
  ])('%s', (writing, text) => {
    expect(card && writtenCard(writing, card)).toBe(text);
    expect(readCard(writing, text)).toEqual(card);
  });

  it('has whole bytes, as many as it needs', () => expect([1n, 0x1ffffffffn].map((number) => writtenCard('bytes', { number, isWhole: true }))).toEqual(['[01000000]', '[FFFFFFFF01]']));

  it('is left out when only a part of its number is known, or it does not fit', () => {
    expect(writtenCard('decimal', { number: 6016277n, isWhole: false })).toBeNull();
    expect(writtenCard('bytes', { number: 1n << 64n, isWhole: true })).toBeNull();
  });
});
