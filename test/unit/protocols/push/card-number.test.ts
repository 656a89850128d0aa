import { cardNumber } from '../../../../src/protocols/push/card-number';

describe('card numbers as terminals write them (push.md A4)', () => {
  it.each<[string, bigint | null]>([
    ['123456789', 123456789n],
    ['0000123456', 123456n],
    ['[15CD5B07]', 123456789n],
    ['[15cd5b0700000000]', 123456789n],
    ['18446744073709551615', 18446744073709551615n],
    ['94D8FC5F', null],
    ['[15CD5B]', null],
    ['[15CD5B070]', null],
    ['', null],
    ['123456789012345678901', null],
  ])('%s', (text, number) => expect(cardNumber(text)).toBe(number));
});
