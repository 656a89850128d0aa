import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { RoleGrants } from '../../../src/platform/auth/role-grants';
import { TokenStore } from '../../../src/platform/auth/token-store';
import { AccessOffice, type Browser } from './access-office';

let office: AccessOffice;
let admin: Browser;
beforeAll(async () => {
  office = await AccessOffice.open();
  await office.furnish();
  admin = await office.user('boss', 'administrator', null);
});
afterAll(() => office.close());

/** A live stream that somebody reads. */
interface Stream {
  readonly response: IncomingMessage;
  /** Messages that came, as text. */
  text: string;
  over: boolean;
}

const open: Stream[] = [];
afterEach(() => open.splice(0).forEach(({ response }) => response.destroy()));

async function listen(headers: Readonly<Record<string, string>>): Promise<Stream> {
  const asked = get(`${await office.app.getUrl()}/api/v1/live`, { headers, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`the stream answered ${response.statusCode}`);
  const stream: Stream = { response, text: '', over: false };
  response.on('data', (chunk: Buffer) => (stream.text += chunk.toString())).on('close', () => (stream.over = true)).on('error', () => undefined);
  open.push(stream);
  return stream;
}

const listenAs = (browser: Browser): Promise<Stream> => listen({ Cookie: browser.cookie });

/** Waits in real time, since the feed looks at the database in real time. */
async function until(what: string, holds: () => boolean, seconds = 20): Promise<void> {
  for (let waited = 0; waited < seconds * 20; waited += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

/** Something happens in a unit, one second later than the last thing. */
async function happen(side: 'a' | 'b'): Promise<void> {
  office.clock.set(new Date(office.clock.now() + 1000).toISOString());
  await office.database.transaction((tx) => tx.execute(`UPDATE discipline_case SET changed_at = ? WHERE case_id = 'c-${side}'`, [office.clock.now()]));
}

const heard = (stream: Stream): number => stream.text.split('event: change').length - 1;

describe('a live stream', () => {
  it('goes on while its session does, and tells of the own units only', async () => {
    const own = await listenAs(await office.user('head.a', 'head-of-unit', 'u-a'));
    const all = await listenAs(admin);
    await happen('b');
    await until('the city hears of unit b', () => heard(all) > 0);
    await happen('a');
    await until('unit a hears of itself', () => heard(own) > 0);
    expect([heard(own), own.over, all.over]).toEqual([1, false, false]);
  });

  it.each<[string, (username: string, browser: Browser) => Promise<unknown>]>([
    ['signs out', (_, browser) => office.ask('DELETE', '/api/v1/session', browser)],
    ['has a session ended by an administrator', async (username) => {
      const sessions = (await office.ask('GET', '/api/v1/sessions', admin)).json as unknown as { id: string; username: string }[];
      return office.ask('DELETE', `/api/v1/sessions/${sessions.find((one) => one.username === username)?.id}`, admin);
    }],
    ['is disabled', (username) => office.ask('PATCH', `/api/v1/users/${office.userIds.get(username)}`, admin, { disabled: true })],
    ['gets a new password', (username) => office.ask('POST', `/api/v1/users/${office.userIds.get(username)}/password-reset`, admin)],
    ['loses the role', async (username) => {
      const id = office.userIds.get(username) ?? '';
      const [grant] = await office.app.get(RoleGrants).list(id);
      return office.ask('POST', `/api/v1/users/${id}/roles/${grant?.id}/end`, admin, { toDate: '2026-11-23' });
    }],
  ])('ends when whoever listens %s, and tells nothing more', async (what, end) => {
    const username = `listener.${what.replace(/\W+/g, '-')}`;
    const browser = await office.user(username, 'inspector', null);
    const [ended, other] = [await listenAs(browser), await listenAs(admin)];
    await end(username, browser);
    await happen('a');
    await until('the stream ends', () => ended.over, 8);
    await until('others hear', () => heard(other) > 0);
    expect([heard(ended), other.over]).toEqual([0, false]);
  });

  it('ends two hours after the last sign of life of its session: listening is none', async () => {
    const start = office.clock.now();
    const stream = await listenAs(await office.user('asleep', 'inspector', null));
    office.clock.set(new Date(start + 2 * 3_600_000 - 5000).toISOString());
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(stream.over).toBe(false);
    office.clock.set(new Date(start + 2 * 3_600_000 + 1000).toISOString());
    await until('the stream ends', () => stream.over, 8);
    office.clock.set(new Date(start).toISOString());
    admin = await office.signIn('boss');
  });

  it('ends with the token by which it was asked for', async () => {
    const { id, secret } = await office.app.get(TokenStore).create('wall', 'read', null);
    const stream = await listen({ Authorization: `Bearer ${secret}` });
    expect((await office.ask('DELETE', `/api/v1/tokens/${id}`, admin)).status).toBe(204);
    await until('the stream ends', () => stream.over, 8);
  });

  it('follows whoever gets another unit', async () => {
    const browser = await office.user('moving', 'head-of-unit', 'u-a');
    const stream = await listenAs(browser);
    await office.app.get(RoleGrants).grant({ holderId: office.userIds.get('moving') ?? '', role: 'head-of-unit', unitId: 'u-b', fromDate: '2026-11-01', toDate: null }, 'test');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await happen('b');
    await until('unit b is heard of', () => heard(stream) > 0);
    expect(stream.over).toBe(false);
  });
});
