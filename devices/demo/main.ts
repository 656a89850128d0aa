import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { projectPath } from '../../src/platform/project-path';
import { seededRandom } from '../simulators/door/walk-people';
import { CityDevices } from './city-devices';
import { cityPlan } from './city-plan';
import { dateAfter, dateOf, wallClockOf } from './demo-time';
import { CityLife } from './life';
import { DemoService, isFree, type DemoPorts } from './service';
import { demoStaff, type DemoPerson } from './staff';
import { demoPassword, type DemoUser, makeUsers } from './users';

const usage = `npm run demo -- [--port 3000] [--device-port 8081] [--mqtt-port 1883] [--keep]
A city office that lives: 122 people in six units, eight weeks of history, a terminal that is polled, one that pushes, a door with a reader.
Without --keep it begins anew each time, in data/demo.`;

const historyDays = 56;
const say = (line = ''): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string' }, 'device-port': { type: 'string' }, 'mqtt-port': { type: 'string' }, keep: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
  if (values.help) return say(usage);
  const ports = await choosePorts(values.port, values['device-port'], values['mqtt-port']);
  const folder = resolve(projectPath('data', 'demo'));
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await new Demo(folder, ports).run();
}

/** The usual ports, or the next ones that are free; a port that was asked for is used or refused. */
async function choosePorts(...asked: readonly (string | undefined)[]): Promise<DemoPorts> {
  const wanted = [['people', '--port', 3000], ['terminals', '--device-port', 8081], ['door sensors', '--mqtt-port', 1883]] as const;
  const chosen: number[] = [];
  for (const [index, [whom, option, usual]] of wanted.entries()) {
    const text = asked[index];
    let port = text === undefined ? usual : Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${option} ${text}: a port is a whole number from 1 to 65535.`);
    if (text !== undefined && !(await isFree(port))) throw new Error(`Port ${port} is taken by another program; choose another with ${option}.`);
    while (chosen.includes(port) || !(await isFree(port))) port += 1;
    if (text === undefined && port !== usual) say(`Port ${usual} for ${whom} is taken by another program; ${port} is used (${option} chooses another).`);
    chosen.push(port);
  }
  const [people = 0, terminals = 0, doors = 0] = chosen;
  return { people, terminals, doors };
}

/** One run of the demo, from the first start of the service to Ctrl-C. */
class Demo {
  private readonly staff = demoStaff();
  private readonly startedAt = Date.now();
  private readonly today = dateOf(this.startedAt);
  private readonly fromDate = dateAfter(this.today, -historyDays);
  private readonly life = new CityLife(this.staff, decreedHolidays(this.fromDate, dateAfter(this.today, 30)), this.fromDate, this.today);
  private readonly service: DemoService;
  private devices: CityDevices | null = null;
  private users: readonly DemoUser[] = [];
  private timer: NodeJS.Timeout | null = null;
  private ending: Promise<void> | null = null;
  private livedUntil = this.startedAt;
  /** Clock-ins in the memories of the terminals at the start. */
  private remembered = 0;

  constructor(folder: string, ports: DemoPorts) {
    this.service = new DemoService(folder, ports, (code) => this.serviceEnded(code));
  }

  async run(): Promise<void> {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void this.end(0));
    try {
      await this.furnish();
    } catch (error) {
      if (this.ending) return;
      say(`The demo could not be set up: ${error instanceof Error ? error.message : String(error)}`);
      return this.end(1);
    }
    this.live();
    this.tellWhereToLook();
    await this.officersAtWork().catch((error: unknown) => (this.ending ? undefined : say(`Nobody could verify violations: ${String(error)}`)));
  }

  private async furnish(): Promise<void> {
    say('Starting the service on a folder of its own (data/demo) ...');
    await this.service.start();
    say(`Filling the plan: ${this.staff.length} people, six units, schedules from ${this.fromDate} on, the decreed holidays.`);
    await this.service.call('POST', 'plan/import', cityPlan(this.staff, this.fromDate));
    for (const year of new Set([this.fromDate.slice(0, 4), this.today.slice(0, 4)])) {
      await this.service.call('POST', 'plan/import?kind=decreed-holidays', readFileSync(holidayFile(year), 'utf8'));
    }
    const units = await this.service.call<{ items: { id: string; code: string }[] } | { id: string; code: string }[]>('GET', 'units?pageSize=100');
    const unitIds = new Map((Array.isArray(units) ? units : units.items).map(({ id, code }) => [code, id]));
    this.users = await makeUsers(this.service, this.staff, unitIds);
    const history = this.life.clockings(0, this.startedAt);
    this.remembered = new Set(history.map(({ person, at, state }) => `${person.number} ${at} ${state}`)).size;
    say(`Plugging in the devices, with ${history.length.toLocaleString('en')} clock-ins in the memory of two terminals.`);
    this.devices = new CityDevices(this.service, this.staff, history);
    await this.devices.start(unitIds, this.fromDate);
    await this.fileAbsences();
  }

  /** Sick letters, leave and journeys come in through the requests API and are approved there. */
  private async fileAbsences(): Promise<void> {
    for (const { person, ...terms } of this.life.absences) {
      const filed = await this.service.call<{ id?: string; state?: string }>('POST', 'requests', { employeeNumber: person.number, ...terms }, [409, 422]);
      if (filed.id !== undefined) await this.service.call('POST', `requests/${filed.id}/approve`, {});
    }
  }

  /** People come, go, forget and are late in real time; and in the lobby there is always somebody. */
  private live(): void {
    const random = seededRandom(this.startedAt);
    let nextStir = Date.now() + 8000;
    this.timer = setInterval(() => {
      const now = Date.now();
      for (const clocking of this.life.clockings(this.livedUntil, now)) this.clock(clocking);
      this.livedUntil = now;
      if (now < nextStir) return;
      nextStir = now + 15_000 + random() * 20_000;
      this.stir(now, random);
    }, 1000);
  }

  // Whoever is at work holds a finger on now and then, to be sure; a punch more changes nobody's day, but shows that the line lives.
  private stir(now: number, random: () => number): void {
    const present = this.life.present(now);
    const person = present[Math.floor(random() * present.length)];
    if (person !== undefined) this.clock({ person, at: Math.floor(now / 1000) * 1000, state: 0 });
    const cards = present.flatMap(({ card }) => card ?? []);
    const card = random() < 0.7 ? cards[Math.floor(random() * cards.length)] : undefined;
    void this.devices?.passLobby(card ?? 'BEEF0000', card !== undefined);
  }

  private clock(clocking: { person: DemoPerson; at: number; state: 0 | 1 }): void {
    this.devices?.clock(clocking);
    say(`${wallClockOf(clocking.at).slice(11)}  ${clocking.person.name} (${clocking.person.unit.code}) at the terminal that ${clocking.person.unit.terminal === 'polled' ? 'is polled' : 'pushes'}`);
  }

  /** The absences of the last weeks are verified, as an officer would, once the days are judged. */
  private async officersAtWork(): Promise<void> {
    if (!(await this.everythingJudged())) return this.ending ? undefined : say('The days are still not judged after ten minutes; nobody verified anything.');
    const where = { kind: 'absence', state: 'unverified', to: dateAfter(this.today, -7) };
    const { total } = await this.service.call<{ total: number }>('GET', `violations?${new URLSearchParams({ ...where, pageSize: '1' }).toString()}`);
    if (total > 0) await this.service.call('POST', 'violations/decisions', { decision: 'verified', where, expected: total });
    await this.everythingJudged();
    const counts = await Promise.all(['attendance-days', 'violations', 'cases'].map((list) => this.service.call<{ total: number }>('GET', `${list}?pageSize=1`)));
    const [days, violations, cases] = counts.map((count) => count.total.toLocaleString('en'));
    say(`Judged: ${days} days, ${violations} violations, ${total} absences verified by an officer, ${cases} case(s).`);
  }

  /** Waits until the memories of the terminals are here and no day waits to be judged; false when that takes too long. */
  private async everythingJudged(): Promise<boolean> {
    const until = Date.now() + 600_000;
    for (let last = '', still = 0; Date.now() < until && !this.ending; ) {
      if (still >= 3) return true;
      await new Promise((resolve) => setTimeout(resolve, 2000));
      // Of yesterday nothing is asked: in the small hours its night shifts are still open, and rightly so.
      const totals = await Promise.all(['punches?', 'attendance-days?', 'violations?', `attendance-days?status=PENDING&to=${dateAfter(this.today, -2)}&`].map((list) => this.service.call<{ total: number }>('GET', `${list}pageSize=1`)));
      const [punches = 0, days = 0, violations = 0, pending = 0] = totals.map(({ total }) => total);
      const now = `${days} ${violations}`;
      // What the terminals said by their memories settles days at the next full minute only.
      still = punches >= this.remembered && pending === 0 && (await this.service.dirtyDays()) === 0 && now === last ? still + 1 : 0;
      last = now;
    }
    return false;
  }

  private tellWhereToLook(): void {
    const { url, secret, ports } = this.service;
    say();
    say(`  The console               ${url}`);
    for (const { username, name, who } of this.users) say(`    ${username.padEnd(10)} ${demoPassword}   ${name}, ${who}`);
    say();
    say(`  API and its description   ${url}/api`);
    say(`  health, metrics           ${url}/readyz   ${url}/metrics`);
    say(`  terminals push to         http://127.0.0.1:${ports.terminals}/iclock`);
    say(`  door sensors              mqtt://127.0.0.1:${ports.doors}`);
    say(`  token                     ${secret}`);
    say();
    say('  Try, in another window:');
    say(`    T='Authorization: Bearer ${secret}'`);
    say(`    curl -s -H "$T" '${url}/api/v1/punches?sort=-punchedAt&pageSize=5'`);
    say(`    curl -s -H "$T" '${url}/api/v1/attendance-days?status=ABSENT&sort=-workDate&pageSize=5'`);
    say(`    curl -s -H "$T" '${url}/api/v1/cases'`);
    say(`    curl -s -H "$T" '${url}/api/v1/door-events?sort=-occurredAt&pageSize=5'`);
    say();
    say('  Days are being judged; today goes on as it comes. Ctrl-C ends everything.');
    say();
  }

  private serviceEnded(code: number | null): void {
    if (this.ending) return;
    say(`The service has ended by itself (${code}).`);
    void this.end(1);
  }

  private end(code: number): Promise<void> {
    this.ending ??= (async () => {
      say('Ending ...');
      if (this.timer) clearInterval(this.timer);
      await this.devices?.stop();
      await this.service.stop();
      process.exit(code);
    })();
    return this.ending;
  }
}

const holidayFile = (year: string): string => projectPath('regulations', 'holidays', `id-${year}.yaml`);

/** Dates on which offices are closed by decree. */
function decreedHolidays(fromDate: string, toDate: string): Set<string> {
  const years = new Set([fromDate.slice(0, 4), toDate.slice(0, 4)]);
  const days = [...years].flatMap((year) => (parse(readFileSync(holidayFile(year), 'utf8')) as { days: { date: string }[] }).days);
  return new Set(days.map(({ date }) => String(date)));
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
