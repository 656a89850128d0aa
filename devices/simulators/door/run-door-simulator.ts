import { parseArgs } from 'node:util';
import { oneOf, wholeNumber } from '../arguments';
import { DoorSensorSimulator, type DoorFaults, type DoorTruth } from './door-sensor-simulator';
import { payloadStyles } from './payload-styles';
import { seededRandom, walkPeople } from './walk-people';

const usage = `npm run simulate -- door [options]
  --url URL          broker (mqtt://127.0.0.1:1883)
  --profile ID       payload style; repeat for several, "all" for each (zigbee2mqtt-contact)
  --sensors N        sensors of each style (1)
  --passages N       people through each door (10)
  --open-ms N        how long a door stands open (1000)
  --rest-ms N        how long until the next person (2000)
  --fault NAME       redeliver, clock-1970, retain, bounce; repeat for several
  --vanish-every N   the sensor is gone for a while after each N passages (0 = never)
  --away-ms N        how long it is gone (3000)
  --username NAME --password WORD --prefix NAME --seed N
Prints the sensors' fleet rows first, then what truly happened, one JSON object a line.`;

/** Runs door sensors until their people have gone home; resolves with what truly happened, in order of time. */
export async function runDoorSimulator(args: readonly string[], print: (line: string) => void = console.log): Promise<DoorTruth[]> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      url: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
      profile: { type: 'string', multiple: true, default: ['zigbee2mqtt-contact'] },
      sensors: { type: 'string', default: '1' },
      passages: { type: 'string', default: '10' },
      'open-ms': { type: 'string', default: '1000' },
      'rest-ms': { type: 'string', default: '2000' },
      fault: { type: 'string', multiple: true, default: [] },
      'vanish-every': { type: 'string', default: '0' },
      'away-ms': { type: 'string', default: '3000' },
      username: { type: 'string' },
      password: { type: 'string' },
      prefix: { type: 'string', default: 'door' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return [];
  }
  const faults = faultsOf(values.fault);
  const profiles = values.profile.includes('all') ? Object.keys(payloadStyles) : values.profile;
  const sensors = profiles.flatMap((profileId) =>
    Array.from({ length: wholeNumber('sensors', values.sensors) }, (_, index) => {
      const credentials = { ...(values.username === undefined ? {} : { username: values.username }), ...(values.password === undefined ? {} : { password: values.password }) };
      return new DoorSensorSimulator({ url: values.url, profileId, name: `${values.prefix}-${profileId}-${index + 1}`, faults, ...credentials });
    }),
  );
  const plan = {
    passages: wholeNumber('passages', values.passages),
    openForMs: wholeNumber('open-ms', values['open-ms']),
    restMs: wholeNumber('rest-ms', values['rest-ms']),
    vanishEvery: wholeNumber('vanish-every', values['vanish-every']),
    awayMs: wholeNumber('away-ms', values['away-ms']),
    cards: ['94D8FC5F', '00A1B2C3', '1A2B3C4D'],
  };
  const random = seededRandom(wholeNumber('seed', values.seed));
  for (const sensor of sensors) print(JSON.stringify({ fleet: sensor.fleetRow }));
  await Promise.all(
    sensors.map(async (sensor) => {
      await sensor.start();
      await walkPeople(sensor, plan, random);
      await sensor.stop();
    }),
  );
  const truth = sensors.flatMap((sensor) => sensor.truth).sort((a, b) => a.at - b.at);
  for (const each of truth) print(JSON.stringify(each));
  return truth;
}

function faultsOf(names: readonly string[]): DoorFaults {
  for (const name of names) oneOf('fault', name, ['redeliver', 'clock-1970', 'retain', 'bounce']);
  const has = (name: string): boolean => names.includes(name);
  return { redeliver: has('redeliver'), clockOf1970: has('clock-1970'), retain: has('retain'), bounce: has('bounce') };
}
