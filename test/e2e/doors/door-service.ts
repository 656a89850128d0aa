import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DoorSensorSimulator, type DoorSensorOptions } from '../../../devices/simulators/door/door-sensor-simulator';
import { Database } from '../../../src/platform/database/database';
import { freePort, runCli, ServiceProcess, type ServiceEnvironment } from '../../support/service-process';
import { createTestDatabase, type TestDatabase } from '../../support/test-database';

/** The password of every simulated device. */
const password = 'pintu-rahasia';

interface Listed {
  readonly total: number;
  readonly items: readonly { readonly kind: string; readonly value: string | null; readonly occurredAt: string; readonly receivedAt: string; readonly timeTrusted: boolean }[];
}

/** A service that listens to doors, and the doors. */
export class DoorService {
  private token = '';
  private readonly simulators: DoorSensorSimulator[] = [];

  private constructor(
    readonly env: ServiceEnvironment,
    private readonly place: TestDatabase,
    private readonly folder: string,
    readonly brokerUrl: string,
    public service: ServiceProcess,
  ) {}

  /** Starts a service with the embedded broker, or listening to the broker at `externalUrl`. */
  static async start(externalUrl?: string): Promise<DoorService> {
    const place = await createTestDatabase();
    const folder = mkdtempSync(join(tmpdir(), 'hadir-doors-'));
    const mqttPort = await freePort();
    const env = {
      DATABASE_URL: place.url,
      DATA_DIR: folder,
      PORT: String(await freePort()),
      DEVICE_PORT: String(await freePort()),
      ...(externalUrl === undefined ? { MQTT_PORT: String(mqttPort) } : { MQTT_URL: externalUrl }),
    };
    const started = new DoorService(env, place, folder, externalUrl ?? `mqtt://127.0.0.1:${mqttPort}`, await ServiceProcess.start(env));
    started.token = (await runCli(['token', 'create'], env)).stdout.trim();
    return started;
  }

  /** Calls the API as an administrator. */
  async api<T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
    const headers = { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.service.url}/api/v1/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (answer.status === 204 ? undefined : await answer.json()) as T };
  }

  /** Adds a door with one simulated sensor, which has an account of its own. */
  async addDoor(options: Omit<DoorSensorOptions, 'url' | 'username' | 'password'>, changes: object = {}): Promise<DoorSensorSimulator> {
    const { name } = options;
    const simulator = new DoorSensorSimulator({ ...options, url: this.brokerUrl, username: name, password });
    const { sensorId: code, profileId: profile, ...row } = simulator.fleetRow;
    const added = await this.api('POST', 'door-sensors', { code, name, profile, door: name, ...row, username: name, password, ...changes });
    if (added.status !== 200) throw new Error(`the sensor ${name} was not added: ${JSON.stringify(added.body)}`);
    this.simulators.push(simulator);
    return simulator;
  }

  /** Kinds of what the ledger holds of a sensor, in order of time; cards with their number. */
  async told(sensor: string, kinds: readonly string[]): Promise<string[]> {
    const { body } = await this.api<Listed>('GET', `door-events?sensor=${sensor}&pageSize=500&sort=occurredAt`);
    return body.items.filter(({ kind }) => kinds.includes(kind)).map(({ kind, value }) => (value === null ? kind : `${kind} ${value}`));
  }

  /** The events of a sensor as the API lists them. */
  async events(sensor: string): Promise<Listed['items']> {
    return (await this.api<Listed>('GET', `door-events?sensor=${sensor}&pageSize=500`)).body.items;
  }

  /** Runs a statement beside the service. */
  async sql(statement: string): Promise<void> {
    const database = await Database.open(this.env.DATABASE_URL, { migrate: false });
    await database.dataSource.query(statement);
    await database.close();
  }

  /** kill -9, and another process in its place. */
  async killAndRestart(between: () => Promise<void> = async () => undefined): Promise<void> {
    await this.service.kill();
    await between();
    this.service = await ServiceProcess.start(this.env);
  }

  async stop(): Promise<void> {
    await Promise.all(this.simulators.map((simulator) => simulator.stop().catch(() => undefined)));
    const code = await this.service.stop();
    await this.place.drop();
    rmSync(this.folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the service ended with ${code}:\n${this.service.log}`);
  }
}

/** What a simulated sensor truly did, in the words of `told`. */
export const happened = (sensor: DoorSensorSimulator): string[] =>
  sensor.truth.map((each) => (each.kind === 'card' ? `card-${each.granted ? 'granted' : 'denied'} ${each.uid}` : each.kind));

/** The same, or a failure that shows both after a while. */
export async function eventuallySame(actual: () => Promise<readonly string[]>, expected: readonly string[], withinMs = 40_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
    if (JSON.stringify(await actual()) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(await actual()).toEqual(expected);
}
