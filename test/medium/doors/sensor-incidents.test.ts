import { SensorIncidents } from '../../../src/intake/doors/sensor-incidents';
import { DoorSite, type Said } from './door-site';

const minuteMs = 60_000;
const names = ['device.sensor-incident-opened', 'device.sensor-incident-closed'];

describe('troubles of door sensors', () => {
  let site: DoorSite;
  const told: string[] = [];
  beforeEach(async () => {
    site = await DoorSite.open();
    told.length = 0;
    for (const name of names) site.heard.on(name, (event: { sensor: string; kind: string }) => told.push(`${name.slice(23)} ${event.sensor} ${event.kind}`));
  });
  afterEach(() => site.close());

  const json = (members: object): Said => ({ topic: 'json', text: JSON.stringify({ door: 'closed', ...members }) });
  const spans = (): Promise<object[]> => site.database.query('SELECT code, kind, from_at, to_at FROM door_sensor_incident ORDER BY from_at, kind');
  const later = async (minutes: number): Promise<void> => {
    site.clock.at += minutes * minuteMs;
    await site.store.eachMinute();
  };

  it('an empty battery and a wrong clock are spans, begun and ended once', async () => {
    const at = site.clock.at;
    await site.say(json({ battery: 9, time: at - 30 * 86_400_000 }));
    await site.say(json({ battery: 8, time: at - 30 * 86_400_000 }));
    expect(await spans()).toEqual([{ code: 'json', kind: 'battery-low', from_at: at, to_at: null }, { code: 'json', kind: 'clock-wrong', from_at: at, to_at: null }]);
    await site.restart();
    await site.say(json({ battery: 20, time: at }));
    expect(told).toEqual(['opened json battery-low', 'opened json clock-wrong', 'closed json clock-wrong']);
    expect(await spans()).toMatchObject([{ kind: 'battery-low', to_at: null }, { kind: 'clock-wrong', to_at: site.clock.at }]);
    await site.say(json({ battery: 100 }));
    expect(await spans()).toMatchObject([{ kind: 'battery-low', to_at: site.clock.at }, { kind: 'clock-wrong' }]);
  });

  it('one that says it goes is silent after five minutes, and heard again by a word', async () => {
    await site.say({ topic: 'plain/lwt', text: 'online' }, { topic: 'plain', text: 'closed' });
    await later(600);
    expect(await spans()).toEqual([]);
    const goneAt = site.clock.at;
    await site.say({ topic: 'plain/lwt', text: 'offline' });
    await later(4);
    expect(await spans()).toEqual([]);
    await later(2);
    await later(1);
    expect(await spans()).toEqual([{ code: 'plain', kind: 'silent', from_at: goneAt, to_at: null }]);
    expect((await new SensorIncidents(site.database).open()).get('plain')).toMatchObject([{ kind: 'silent', toAt: null, texts: { en: expect.stringContaining('heard') } }]);
    await site.say({ topic: 'plain/lwt', text: 'online' });
    expect(await spans()).toMatchObject([{ kind: 'silent', to_at: site.clock.at }]);
    expect(told).toEqual(['opened plain silent', 'closed plain silent']);
  });

  it('one that would not say so is silent when nothing was heard; not while we did not listen', async () => {
    const at = site.clock.at;
    await site.say({ topic: 'cards', text: '{"id":1,"uid":"CAFE"}' });
    site.store.gap = { fromAt: at, toAt: at + 300 * minuteMs };
    await later(301);
    expect(await spans()).toEqual([]);
    await later(240);
    expect(await spans()).toEqual([{ code: 'cards', kind: 'silent', from_at: at, to_at: null }]);
    await site.say({ topic: 'cards', text: '{"id":2,"uid":"CAFE"}' });
    expect(told).toEqual(['opened cards silent', 'closed cards silent']);
  });
});
