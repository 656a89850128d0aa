import { DoorSite, morningAt, plainContact, reader, type Said } from './door-site';

const open = (): Said => ({ topic: 'plain', text: 'open' });
const closed = (): Said => ({ topic: 'plain', text: 'closed' });
const iso = (at: number): string => new Date(at).toISOString();
const json = (id: number, door: 'open' | 'closed', at: number): Said => ({ topic: 'json', text: JSON.stringify({ id, door, time: iso(at) }) });
const card = (id: number, uid: string, at: number, granted?: boolean): Said => ({ topic: 'cards', text: JSON.stringify({ id, uid, time: iso(at), ...(granted === undefined ? {} : { granted }) }) });

describe('DoorStore', () => {
  let site: DoorSite;
  beforeEach(async () => {
    site = await DoorSite.open();
  });
  afterEach(() => site.close());

  it('makes an event of each change and none of repeats', async () => {
    await site.say(closed(), open(), open(), closed(), closed());
    expect(await site.events('plain')).toEqual(['opened', 'closed']);
  });

  it('keeps both times, and believes the device within seven days back and five minutes ahead', async () => {
    const at = site.clock.at;
    await site.say(json(1, 'closed', at - 120_000), json(2, 'open', at - 8 * 86_400_000), json(3, 'closed', at - 60_000), json(4, 'open', at + 3_600_000));
    const rows = await site.database.query<{ kind: string; occurred_at: number; received_at: number; time_trusted: number; device_time: string }>('SELECT * FROM door_event ORDER BY received_at');
    expect(rows.map((row) => [row.kind, row.time_trusted])).toEqual([['opened', 0], ['closed', 1], ['opened', 0]]);
    expect(rows[0]).toMatchObject({ occurred_at: at + 1000, received_at: at + 1000, device_time: iso(at - 8 * 86_400_000) });
    expect(rows[2]).toMatchObject({ occurred_at: at + 3000, device_time: iso(at + 3_600_000) });
  });

  it('a restart invents nothing: what is remembered of a door is in the database', async () => {
    await site.say(closed(), open());
    await site.restart();
    await site.say(open());
    await site.restart();
    await site.say(closed());
    expect(await site.events('plain')).toEqual(['opened', 'closed']);
  });

  it('knows again what was kept before the acknowledgement was lost, and keeps what was not', async () => {
    const sent = site.received([closed(), open(), closed(), open(), closed()]);
    await site.store.keep('session', sent.slice(0, 3));
    await site.restart();
    const again = sent.slice(1).map((message) => ({ ...message, duplicate: true, receivedAt: message.receivedAt + 3_600_000 }));
    await site.store.keep('session', again);
    expect(await site.events('plain')).toEqual(['opened', 'closed', 'opened', 'closed']);
  });

  it('a packet of another session with the same identifier is another packet', async () => {
    await site.say(closed());
    const [first, second] = site.received([open(), closed()]);
    await site.store.keep('session', [first!]);
    await site.store.keep('other', [{ ...second!, duplicate: true, packetId: first!.packetId }]);
    expect(await site.events('plain')).toEqual(['opened', 'closed']);
  });

  it('a retained value updates the state and makes no event', async () => {
    await site.say({ ...open(), retained: true });
    expect(await site.events('plain')).toEqual([]);
    expect(await site.database.query('SELECT state, last_contact_at FROM door_sensor_health')).toEqual([{ state: 'open', last_contact_at: null }]);
    await site.say(closed());
    expect(await site.events('plain')).toEqual(['closed']);
  });

  it('a contact that bounces has moved once, also when only time settles it', async () => {
    const at = site.clock.at;
    await site.say({ ...closed(), receivedAt: at }, { ...open(), receivedAt: at + 5000 }, { ...closed(), receivedAt: at + 5080 }, { ...open(), receivedAt: at + 5160 });
    expect(await site.events('plain')).toEqual(['opened']);
    await site.say({ ...closed(), receivedAt: at + 5200 });
    site.clock.at = at + 8000;
    await site.store.advance();
    expect(await site.events('plain')).toEqual(['opened', 'closed']);
  });

  it('movements that waited in a queue and come all at once are movements, not bouncing', async () => {
    const at = site.clock.at;
    const waited = [closed(), open(), closed(), open(), closed()].map((said, index) => ({ ...said, receivedAt: at + index, queued: true }));
    await site.say(...waited);
    expect(await site.events('plain')).toEqual(['opened', 'closed', 'opened', 'closed']);
  });

  it('a door held open is told once, at the minute it became so, whatever process looks', async () => {
    await site.say(closed(), open());
    site.clock.at += 300_000;
    expect(await site.store.advance()).toBe(1);
    await site.restart();
    expect(await site.store.advance()).toBe(0);
    await site.say(closed());
    expect(await site.events('plain')).toEqual(['opened', 'held-open', 'closed']);
    expect(await site.database.query("SELECT occurred_at, open_since_at FROM door_event WHERE kind = 'held-open'")).toEqual([{ occurred_at: morningAt + 61_000, open_since_at: morningAt + 1000 }]);
  });

  it('what waited while nobody listened does not make a door look held open', async () => {
    await site.say(closed(), open());
    await site.restart();
    site.store.gap = { fromAt: site.clock.at, toAt: site.clock.at + 3_600_000 };
    site.clock.at += 3_600_500;
    await site.say(closed());
    expect(await site.events('plain')).toEqual(['opened', 'closed']);
  });

  it.each([
    ['no card', undefined, ['opened', 'forced-open', 'closed']],
    ['a refused card', false, ['opened', 'forced-open', 'closed']],
    ['a granted card', true, ['opened', 'closed']],
  ] as [string, boolean | undefined, string[]][])('forced: an opening without a grant by healthy readers (%s)', async (_, granted, expected) => {
    await site.say({ topic: 'tele/reader/LWT', text: 'Online' }, card(1, 'AAAA', site.clock.at + 1000, true), closed());
    site.clock.at += 60_000;
    if (granted !== undefined) await site.say(card(2, 'CAFE', site.clock.at, granted));
    await site.say(open());
    site.clock.at += 10_000;
    await site.store.advance();
    await site.say(closed());
    expect(await site.events('plain')).toEqual(expected);
  });

  it('a door whose readers never say whom they let in is never called forced', async () => {
    const quiet = await DoorSite.open([plainContact, reader]);
    await quiet.say({ topic: 'tele/reader/LWT', text: 'Online' }, closed(), open());
    quiet.clock.at += 10_000;
    await quiet.store.advance();
    expect(await quiet.events('plain')).toEqual(['opened']);
    await quiet.close();
  });

  it('nothing is forced while the reader is away, or has never been heard of', async () => {
    await site.say(closed(), open());
    site.clock.at += 10_000;
    await site.store.advance();
    await site.say(card(1, 'AAAA', site.clock.at), { topic: 'tele/reader/LWT', text: 'Online' }, { topic: 'tele/reader/LWT', text: 'Offline' }, closed());
    site.clock.at += 60_000;
    await site.say(open());
    site.clock.at += 10_000;
    await site.store.advance();
    expect(await site.events('plain')).toEqual(['opened', 'closed', 'opened']);
    expect(await site.events('reader')).toEqual(['availability online', 'availability offline']);
  });

  it('a known card makes a punch by the side of its reader; unknown and refused ones stay events; nothing is doubled', async () => {
    await site.enrol('CAFE', 'cards');
    const at = site.clock.at;
    const reads = [card(1, 'CAFE', at, true), card(2, 'BEEF', at + 1000, true), card(3, 'CAFE', at + 2000, false)];
    await site.say(...reads);
    await site.restart();
    await site.say(...reads, ...reads);
    expect(await site.events('cards')).toEqual(['card-granted CAFE', 'card-granted BEEF', 'card-denied CAFE']);
    expect(await site.punches()).toEqual([{ terminal: 'cards', pin: 'CAFE', wall_clock: '2026-11-24 08:00:00', state: 1, source: 'mqtt' }]);
    expect(await site.database.query('SELECT pin, terminal, wall_date FROM touched_day')).toEqual([{ pin: 'CAFE', terminal: 'cards', wall_date: '2026-11-24' }]);
  });

  it('a card enrolled on another terminal only, or only later, is not known here', async () => {
    await site.enrol('CAFE', 'T1');
    await site.enrol('BEEF', 'cards', '2026-11-25');
    await site.say(card(1, 'CAFE', site.clock.at), card(2, 'BEEF', site.clock.at));
    expect(await site.punches()).toEqual([]);
  });

  it("a person's card is known on every reader from its first day; a user id of every terminal is no card", async () => {
    await site.enrol('CAFE', '', '2026-01-01', 'card');
    await site.enrol('BEEF', '', '2026-11-25', 'card');
    await site.enrol('12345678', '');
    await site.say(card(1, 'CAFE', site.clock.at), card(2, 'BEEF', site.clock.at), card(3, '12345678', site.clock.at));
    await site.say({ topic: 'tele/reader/SENSOR', text: JSON.stringify({ Time: '2026-11-24T08:10:00', RDM6300: { UID: '0000CAFE' } }) });
    expect(await site.punches()).toMatchObject([{ terminal: 'cards', pin: 'CAFE' }]);
  });

  it.each([['cards', 'pin'], ['', 'card']])('a card that is enrolled on Thursday counts from Monday (on "%s", as %s)', async (terminal, kind) => {
    await site.say(card(1, 'CAFE', site.clock.at));
    await site.enrol('CAFE', terminal, '2026-01-01', kind);
    await site.store.eachMinute();
    await site.store.eachMinute();
    expect(await site.punches()).toHaveLength(1);
  });

  it('reads of a clock of 1970 are told apart by when they came, and repeats are known by their number', async () => {
    await site.enrol('CAFE', 'cards');
    await site.say(card(1, 'CAFE', 5000), card(1, 'CAFE', 5000));
    site.clock.at += 86_400_000;
    await site.say(card(1, 'CAFE', 5000));
    expect(await site.events('cards')).toEqual(['card-read CAFE', 'card-read CAFE']);
    expect(await site.punches()).toMatchObject([{ wall_clock: '2026-11-24 08:00:00' }, { wall_clock: '2026-11-25 08:00:02' }]);
    expect(await site.database.query('SELECT clock_trusted FROM door_sensor_health')).toEqual([{ clock_trusted: 0 }]);
  });

  it('a message nobody understands is kept as rejected, once, and does not hold up the others', async () => {
    const poison = (): Said => ({ topic: 'json', text: '{"door":' });
    await site.say(poison(), closed(), poison(), open(), { topic: 'nobody/knows', text: 'x' });
    const rejected = await site.database.query<{ terminal: string; raw: Buffer; reason: string }>('SELECT terminal, raw, reason FROM rejected_record');
    expect(rejected.map(({ terminal, raw, reason }) => [terminal, raw.toString(), reason])).toEqual([['json', '{"door":', 'json: payload is not JSON']]);
    expect(await site.events('plain')).toEqual(['opened']);
  });

  it('a batch is kept whole or not at all', async () => {
    const batch = site.received([closed(), open(), { topic: 'json', text: 'x' }]);
    await site.database.transaction((tx) => tx.execute('DROP TABLE rejected_record'));
    await expect(site.store.keep('session', batch)).rejects.toThrow();
    expect(await site.events('plain')).toEqual([]);
    expect(await site.database.query('SELECT * FROM door_state')).toEqual([]);
  });

  it('spans say when a sensor is known to have worked; death cuts them, silence too long ends them', async () => {
    const spans = (code: string) => site.database.query<{ from_at: number; to_at: number }>('SELECT from_at, to_at FROM door_sensor_span WHERE code = ? ORDER BY from_at', [code]);
    await site.say({ topic: 'tele/reader/LWT', text: 'Online' });
    for (let minute = 0; minute < 30; minute += 1) {
      site.clock.at += 60_000;
      await site.store.eachMinute();
    }
    expect(await spans('reader')).toEqual([{ from_at: morningAt, to_at: morningAt + 1000 + 30 * 60_000 }]);
    await site.say({ topic: 'tele/reader/LWT', text: 'Offline' });
    expect(await spans('reader')).toEqual([{ from_at: morningAt, to_at: morningAt + 1000 + 25 * 60_000 }]);
    await site.say(closed());
    site.clock.at += 3 * 3_600_000;
    await site.say(closed());
    site.clock.at += 5 * 3_600_000;
    await site.say(closed());
    expect(await spans('plain')).toHaveLength(2);
  });
});
