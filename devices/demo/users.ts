import { type DemoService } from './service';
import { type DemoPerson } from './staff';

/** Of the demo's users only, whose service listens to this machine alone. */
export const demoPassword = 'hadir-tiap-pagi';

/** Somebody who can sign in to the demo. */
export interface DemoUser {
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly who: string;
}

interface Wanted extends DemoUser {
  readonly unitId?: string;
  readonly employeeId?: string;
}

/** Makes one user of each role; whoever is there already stays. */
export async function makeUsers(service: DemoService, staff: readonly DemoPerson[], unitIds: ReadonlyMap<string, string>): Promise<readonly DemoUser[]> {
  const [person] = staff;
  if (person === undefined) throw new Error('an office without people');
  const wanted: readonly Wanted[] = [
    { username: 'admin', name: 'Made Prasetya', role: 'administrator', who: 'administrator' },
    { username: 'petugas', name: 'Ratna Wulandari', role: 'hr-officer', who: 'HR officer of the city' },
    { username: 'kepala', name: 'Sulastri Hutapea', role: 'head-of-unit', who: `head of unit ${person.unit.code}`, unitId: unitIds.get(person.unit.code) ?? '' },
    { username: 'inspektur', name: 'Yohanes Lumentut', role: 'inspector', who: 'inspector' },
    { username: 'pegawai', name: person.name, role: 'employee', who: 'employee', employeeId: await employeeId(service, person) },
  ];
  for (const user of wanted) await makeUser(service, user);
  return wanted;
}

async function employeeId(service: DemoService, { number }: DemoPerson): Promise<string> {
  const { items } = await service.call<{ items: { id: string; number: string }[] }>('GET', `employees?${new URLSearchParams({ text: number, pageSize: '1' }).toString()}`);
  if (items[0]?.number !== number) throw new Error(`nobody has the number ${number}`);
  return items[0].id;
}

async function makeUser(service: DemoService, { username, name, role, unitId, employeeId }: Wanted): Promise<void> {
  const made = await service.call<{ temporaryPassword?: string | null }>('POST', 'users', { username, name, ...(employeeId ? { employeeId } : {}), roles: [{ role, ...(unitId ? { unitId } : {}) }] }, [409]);
  if (made.temporaryPassword) await changePassword(service.url, username, made.temporaryPassword);
}

// The first password has to be changed at first use, here as everywhere.
async function changePassword(url: string, username: string, current: string): Promise<void> {
  const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<Response> => {
    const answer = await fetch(`${url}/api/v1/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} of ${username}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const signedIn = await post('session', { username, password: current });
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const { csrfToken } = (await (await fetch(`${url}/api/v1/me`, { headers: { Cookie: cookie } })).json()) as { csrfToken: string };
  await post('me/password', { current, next: demoPassword }, { Cookie: cookie, 'X-CSRF-Token': csrfToken });
}
