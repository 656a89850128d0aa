import { OwnMosquitto } from '../../support/own-mosquitto';
import { withMosquitto } from '../mqtt/mosquitto';
import { DoorService, eventuallySame, happened } from './door-service';

jest.setTimeout(300_000);

const movements = ['opened', 'closed'];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

withMosquitto(false)('doors through Mosquitto', () => {
  let broker: OwnMosquitto;
  let doors: DoorService;
  beforeAll(async () => {
    broker = await OwnMosquitto.start();
    doors = await DoorService.start(broker.url);
  });
  afterAll(async () => {
    await doors.stop();
    await broker.remove();
  });

  it('a sensor is heard as soon as it is added; what it reported while the service was killed comes after', async () => {
    const sensor = await doors.addDoor({ name: 'front', profileId: 'zigbee2mqtt-contact' });
    await pause(500);
    await sensor.start();
    await sensor.move(true);
    await eventuallySame(() => doors.told('front', movements), ['opened']);
    await doors.killAndRestart(async () => {
      await sensor.move(false);
      await pause(400);
      await sensor.move(true);
      await pause(400);
      await sensor.move(false);
    });
    await eventuallySame(() => doors.told('front', movements), happened(sensor));
    expect((await doors.told('front', ['held-open']))).toEqual([]);
  });

  it('kill -9 between receipt and commit: the broker delivers again, and nothing is doubled', async () => {
    const sensor = await doors.addDoor({ name: 'side', profileId: 'generic-plain-contact' });
    const reader = await doors.addDoor({ name: 'side-cards', profileId: 'generic-json-card' });
    await pause(500);
    await Promise.all([sensor.start(), reader.start()]);
    await doors.sql('ALTER TABLE door_state RENAME TO door_state_away');
    for (let index = 0; index < 20; index += 1) {
      await reader.showCard(`CA${index}0`, true);
      if (index % 5 === 0) await sensor.move(!sensor.isOpen);
      await pause(120);
    }
    await doors.killAndRestart(() => doors.sql('ALTER TABLE door_state_away RENAME TO door_state'));
    await eventuallySame(() => doors.told('side', movements), happened(sensor));
    await eventuallySame(() => doors.told('side-cards', ['card-granted']), happened(reader));
  });

  it('a broker that restarts loses nothing of ours, and retained values are no events', async () => {
    const sensor = await doors.addDoor({ name: 'back', profileId: 'esphome-contact' });
    await pause(500);
    await sensor.start();
    await sensor.move(true);
    await broker.stop();
    const closing = sensor.move(false);
    await pause(1500);
    const ready = await fetch(`${doors.service.url}/readyz`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { faults: ['door sensors: no connection to the broker'] }]);
    await broker.start();
    await closing;
    await eventuallySame(() => doors.told('back', movements), happened(sensor));
    await doors.killAndRestart();
    await pause(1500);
    expect(await doors.told('back', movements)).toEqual(happened(sensor));
    expect((await doors.api<{ health: object }>('GET', 'door-sensors/back')).body.health).toMatchObject({ state: 'closed', availability: 'online' });
  });

  it('a sensor that is removed is not listened to any more', async () => {
    const sensor = await doors.addDoor({ name: 'gone', profileId: 'generic-plain-contact' });
    await pause(500);
    await sensor.start();
    await sensor.move(true);
    await eventuallySame(() => doors.told('gone', movements), ['opened']);
    expect((await doors.api('DELETE', 'door-sensors/gone')).status).toBe(204);
    await sensor.move(false);
    await pause(1000);
    expect(await doors.told('gone', movements)).toEqual(['opened']);
  });
});
