import { type DoorSensor } from '../../../src/intake/doors/door-sensor';
import { DoorSite, jsonReader } from './door-site';

const blank = { name: 'x', unitId: null, zone: 'Asia/Jakarta', door: 'lobby', side: 'in', account: null } as const;
const tasmota = (code: string, profile: string, cardWriting?: 'hex'): DoorSensor => ({ ...blank, code, profile, settings: { parameters: { address: code }, ...(cardWriting ? { cardWriting } : {}) } });
const generic = (code: string, cardWriting?: 'decimal' | 'facility-number' | 'decimal-24'): DoorSensor => ({ ...jsonReader, code, settings: { parameters: { topic: code }, ...(cardWriting ? { cardWriting } : {}) } });
const fleet = [tasmota('pn532', 'tasmota-pn532'), tasmota('turned', 'tasmota-pn532', 'hex'), tasmota('rdm', 'tasmota-rdm6300'), tasmota('wiegand', 'tasmota-wiegand'), { ...blank, code: 'esp', profile: 'esp-rfid', settings: { parameters: { topic: 'esp' } } }, generic('decimal', 'decimal'), generic('printed', 'facility-number'), generic('unstated')] as const;

const payloads: Readonly<Record<string, (uid: string) => { topic: string; text: string }>> = {
  pn532: (uid) => ({ topic: 'tele/pn532/SENSOR', text: `{"PN532":{"UID":"${uid}","DATA":""}}` }),
  turned: (uid) => ({ topic: 'tele/turned/SENSOR', text: `{"PN532":{"UID":"${uid}","DATA":""}}` }),
  rdm: (uid) => ({ topic: 'tele/rdm/SENSOR', text: `{"RDM6300":{"UID":"${uid}"}}` }),
  wiegand: (uid) => ({ topic: 'tele/wiegand/SENSOR', text: `{"Wiegand":{"UID":${/^\d+$/.test(uid) ? uid : `"${uid}"`},"Size":${Number(uid) < 2 ** 24 ? 26 : 34}}}` }),
  esp: (uid) => ({ topic: 'esp', text: `{"type":"access","isKnown":"true","access":"Always","uid":"${uid}","username":"x"}` }),
};
const read = (code: string, uid: string) => (payloads[code] ?? ((text: string) => ({ topic: code, text: `{"uid":"${text}"}` })))(uid);

describe('one card of the plan on readers that write it each in its own way', () => {
  let site: DoorSite;
  beforeAll(async () => (site = await DoorSite.open(fleet)));
  afterAll(() => site.close());
  afterEach(() =>
    site.database.transaction(async (tx) => {
      for (const table of ['enrolment', 'punch', 'touched_day', 'door_event']) await tx.execute(`DELETE FROM ${table}`);
    }),
  );
  const pins = async (): Promise<string[]> => (await site.database.query<{ terminal: string; pin: string }>('SELECT terminal, pin FROM punch ORDER BY terminal, pin')).map(({ terminal, pin }) => `${terminal} ${pin}`);

  it.each(['0123456789', '[15CD5B07]', '0X075BCD15'])('is known on every one as %s, under the writing of the plan', async (planned) => {
    await site.enrol(planned, '', '2026-01-01', 'card');
    await site.say(read('pn532', '15CD5B07'), read('turned', '075BCD15'), read('rdm', '075BCD15'), read('wiegand', '123456789'), read('esp', '15cd5b07'), read('decimal', '123456789'), read('printed', '91,52501'));
    await site.say(read('wiegand', '6016277'));
    expect(await pins()).toEqual(['decimal', 'esp', 'pn532', 'printed', 'rdm', 'turned', 'wiegand', 'wiegand'].map((code) => `${code} ${planned}`));
    expect(await site.events('pn532')).toEqual(['card-read 15CD5B07']);
  });

  it('is not guessed: a reader whose writing nobody stated knows only its own text, and another order of bytes is another card', async () => {
    await site.enrol('0123456789', '', '2026-01-01', 'card');
    await site.say(read('unstated', '075BCD15'), read('unstated', '123456789'), read('pn532', '075BCD15'), read('rdm', '15CD5B07'));
    expect(await pins()).toEqual([]);
    await site.say(read('unstated', '0123456789'));
    expect(await pins()).toEqual(['unstated 0123456789']);
  });

  it("is nobody's when by text and number it would be two people's, and the reader's own enrolment settles it", async () => {
    await site.enrol('12345678', '', '2026-01-01', 'card', 'by-text');
    await site.enrol('0X12345678', '', '2026-01-01', 'card', 'by-number');
    await site.say(read('rdm', '12345678'));
    expect(await pins()).toEqual([]);
    await site.enrol('12345678', 'rdm', '2026-01-01', 'pin', 'own');
    await site.say(read('rdm', '12345678'));
    expect(await pins()).toEqual(['rdm 12345678']);
  });

  it('of 24 bits that two people share is nobody\'s', async () => {
    await site.enrol('123456789', '', '2026-01-01', 'card', 'one');
    await site.enrol(String(123456789 + 2 ** 24), '', '2026-01-01', 'card', 'two');
    await site.say(read('printed', '91,52501'), read('decimal', '123456789'));
    expect(await pins()).toEqual(['decimal 123456789']);
  });

  it('counts from its reads on when it is entered days later, once, also after a restart and in a second writing', async () => {
    await site.say(read('pn532', '15CD5B07'), read('wiegand', '6016277'));
    await site.store.eachMinute();
    expect(await pins()).toEqual([]);
    await site.enrol('0123456789', '', '2026-01-01', 'card');
    await site.store.eachMinute();
    expect(await pins()).toEqual(['pn532 0123456789', 'wiegand 0123456789']);
    await site.enrol('[15CD5B07]', '', '2026-01-01', 'card');
    await site.restart();
    await site.store.eachMinute();
    await site.store.eachMinute();
    expect(await pins()).toEqual(['pn532 0123456789', 'wiegand 0123456789']);
  });
});
