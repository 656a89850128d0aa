import { checkNip, type NipKind } from '../../../../src/core/person/nip';

const reasons = (text: string, kind: NipKind = 'PNS') => {
  const check = checkNip(text, kind);
  return check.outcome === 'invalid' ? check.reasons : [];
};

describe('a NIP', () => {
  it('of a PNS carries birth, month of appointment, sex and serial', () => {
    expect(checkNip('198503152010012003', 'PNS')).toEqual({
      outcome: 'valid',
      parts: {
        nip: '198503152010012003',
        birthDate: '1985-03-15',
        appointmentYear: 2010,
        monthOrCode: 1,
        sex: 'woman',
        serial: 3,
      },
      warnings: [],
    });
  });

  it.each([
    ['19850315201001200', 'a number has exactly 18 digits'],
    ['1985031520100120033', 'a number has exactly 18 digits'],
    ['19850315201001200A', 'a number has exactly 18 digits'],
    ['198502302010012003', '1985-02-30 is no date of birth'],
    ['198503152010132003', '13 is no month of appointment'],
    ['198503152010002003', '0 is no month of appointment'],
    ['198503152010013003', 'the 15th digit is 1 or 2, not 3'],
    ['198503152010012000', 'the serial number begins at 001'],
  ])('%s is refused: %s', (text, reason) => {
    expect(reasons(text)).toEqual([reason]);
  });

  it('with a month in it is no number of a PPPK', () => {
    expect(reasons('199001152023121001', 'PPPK')).toEqual(['12 is no agreement code of a PPPK; it looks like a month']);
  });

  it('may be written in groups', () => {
    expect(checkNip('19850315 201001 2 003', 'PNS')).toMatchObject({ outcome: 'valid' });
  });

  it('of somebody appointed as a child is warned of, not refused', () => {
    expect(checkNip('200503152010012003', 'PNS')).toMatchObject({
      outcome: 'valid',
      warnings: ['appointed at the age of 5'],
    });
  });
});
