import { DoorSensorSimulator } from '../simulators/door/door-sensor-simulator';
import { PushTerminalSimulator } from '../simulators/push/push-terminal';
import { ZkTerminalSimulator } from '../simulators/zk/zk-terminal-simulator';
import { lobbyReader } from './city-plan';
import { demoOffsetMinutes, demoZone, wallClockOf } from './demo-time';
import { type Clocking } from './life';
import { type DemoService } from './service';
import { type DemoPerson } from './staff';

const polledSerial = 'DEMOPOLL0001';
const pushingSerial = 'DEMOPUSH0001';
const lobbyContact = 'LOBI-PINTU';
/** Terminals of the demo stand on loopback only, and so do its doors. */
const doorPassword = 'hanya-untuk-demo';
const pushEveryMs = 3000;

/** The terminals and doors of the city, all speaking their real protocols over loopback. */
export class CityDevices {
  private readonly polled: ZkTerminalSimulator;
  private readonly pushing: PushTerminalSimulator;
  private readonly contact: DoorSensorSimulator;
  private readonly reader: DoorSensorSimulator;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly service: DemoService,
    staff: readonly DemoPerson[],
    history: readonly Clocking[],
  ) {
    const ofPolled = history.filter(({ person }) => person.unit.terminal === 'polled');
    const users = staff.filter(({ unit }) => unit.terminal === 'polled').map((person) => ({ uid: person.index, pin: person.pin, name: person.name.slice(0, 23) }));
    this.polled = new ZkTerminalSimulator({ serial: polledSerial, deviceName: 'F18', transports: ['tcp'], utcOffsetMinutes: demoOffsetMinutes, users, punches: ofPolled.map(zkPunch) });
    const log = history.filter(({ person }) => person.unit.terminal === 'pushing').map(pushPunch);
    this.pushing = new PushTerminalSimulator({ baseUrl: `http://127.0.0.1:${service.ports.terminals}`, serial: pushingSerial, log, batchLines: 200 });
    const door = { url: `mqtt://127.0.0.1:${service.ports.doors}`, password: doorPassword };
    this.contact = new DoorSensorSimulator({ ...door, profileId: 'zigbee2mqtt-contact', name: lobbyContact, username: 'lobi' });
    this.reader = new DoorSensorSimulator({ ...door, profileId: 'generic-json-card', name: lobbyReader, username: 'lobi' });
  }

  /** Tells the service of every device, and lets each begin. */
  async start(unitIds: ReadonlyMap<string, string>, acceptFromDate: string): Promise<void> {
    const port = await this.polled.start();
    const common = { zone: demoZone, unitId: unitIds.get('KOTA'), acceptFromDate };
    await this.addTerminal(polledSerial, { ...common, name: 'Balai Kota, pintu utama', speaks: 'zk-tcp', address: `127.0.0.1:${port}` });
    await this.addTerminal(pushingSerial, { ...common, name: 'RSUD dan dinas lain', speaks: 'push' });
    await this.addDoor(this.contact, { name: 'Lobi Balai Kota, kontak pintu', unitId: unitIds.get('SETDA') });
    await this.addDoor(this.reader, { name: 'Lobi Balai Kota, pembaca kartu', unitId: unitIds.get('SETDA'), side: 'in' });
    await Promise.all([this.contact.start(), this.reader.start()]);
    this.schedulePush();
  }

  /** Somebody clocks in or out now. */
  clock(clocking: Clocking): void {
    if (clocking.person.unit.terminal === 'polled') this.polled.punch(zkPunch(clocking));
    else this.pushing.log.push(pushPunch(clocking));
    if (clocking.person.card !== null && clocking.state === 0) void this.passLobby(clocking.person.card, true);
  }

  /** Somebody goes through the lobby's door: the card, the door opens, and closes again. */
  async passLobby(card: string, granted: boolean): Promise<void> {
    try {
      await this.reader.showCard(card, granted);
      if (!granted || this.contact.isOpen) return;
      await this.contact.move(true);
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await this.contact.move(false);
    } catch {
      // The service is being ended, or restarted: the devices are connected again by themselves.
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await Promise.allSettled([this.polled.stop(), this.contact.stop(), this.reader.stop()]);
  }

  private schedulePush(): void {
    void this.pushing.round().catch(() => false).finally(() => {
      if (!this.stopped) this.timer = setTimeout(() => this.schedulePush(), pushEveryMs);
    });
  }

  private async addTerminal(serial: string, terminal: Readonly<Record<string, string | undefined>>): Promise<void> {
    await this.service.call('POST', 'terminals', { serial, ...terminal }, [409]);
    // A terminal of an earlier run has another port now.
    if (terminal['address'] !== undefined) await this.service.call('PATCH', `terminals/${serial}`, { address: terminal['address'] });
    await this.service.call('POST', `terminals/${serial}/approve`, { acceptFromDate: terminal['acceptFromDate'] });
  }

  private async addDoor(sensor: DoorSensorSimulator, row: object): Promise<void> {
    const { sensorId: code, profileId: profile, parameters } = sensor.fleetRow;
    await this.service.call('POST', 'door-sensors', { code, profile, parameters, door: 'lobi', username: 'lobi', password: doorPassword, ...row }, [409]);
  }
}

const zkPunch = ({ person, at, state }: Clocking) => ({ uid: person.index, pin: person.pin, wallClock: wallClockOf(at), verify: 1, state });
const pushPunch = ({ person, at, state }: Clocking) => ({ pin: person.pin, wallClock: wallClockOf(at), state, verify: 1, workCode: '0' });
