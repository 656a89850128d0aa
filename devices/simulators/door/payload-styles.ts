/** A message as a device publishes it. */
export interface SimulatedMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** What a device knows when it reports: its own clock (epoch ms) and a counter. */
export interface DeviceMoment {
  readonly clockAt: number;
  readonly counter: number;
}

/** How one kind of device writes. Written from the makers' documents and not from the profiles, so that it can contradict them. */
export interface PayloadStyle {
  /** Fleet parameters that a sensor of this style needs, for the name given to it. */
  readonly parameters: (name: string) => Readonly<Record<string, string>>;
  /** Only for devices whose polarity depends on the wiring. */
  readonly invert?: boolean;
  readonly contact?: (name: string, open: boolean, moment: DeviceMoment) => SimulatedMessage[];
  readonly card?: (name: string, uid: string, granted: boolean, moment: DeviceMoment) => SimulatedMessage[];
  readonly availability?: (name: string, online: boolean) => SimulatedMessage;
  /** Whether a report can be told from its redelivery: by a counter, by its time, or not at all. */
  readonly identity: 'counter' | 'time' | 'none';
}

const message = (topic: string, payload: unknown, retain = false): SimulatedMessage => ({
  topic,
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  retain,
});

// Tasmota writes its local time, without offset; these devices stand in Jakarta (UTC+7, no summer time).
const jakartaWallClock = (at: number): string => new Date(at + 7 * 3_600_000).toISOString().slice(0, 19);
const macOf = (name: string): string => Buffer.from(name).toString('hex').toUpperCase().padStart(12, '0').slice(-12);
const byte = (value: number): string => (value & 0xff).toString(16).padStart(2, '0');

const tasmotaReader = (key: string, uidOf: (uid: string) => string | number): PayloadStyle => ({
  parameters: (name) => ({ address: name }),
  identity: 'time',
  card: (name, uid, _, { clockAt }) => [message(`tele/${name}/SENSOR`, { Time: jakartaWallClock(clockAt), [key]: { UID: uidOf(uid) } })],
  availability: (name, online) => message(`tele/${name}/LWT`, online ? 'Online' : 'Offline', true),
});

/** One style per door profile, by the id of the profile. */
export const payloadStyles: Readonly<Record<string, PayloadStyle>> = {
  'zigbee2mqtt-contact': {
    parameters: (name) => ({ address: name }),
    identity: 'time',
    contact: (name, open, { clockAt }) => [
      message(`zigbee2mqtt/${name}`, { battery: 97, contact: !open, last_seen: new Date(clockAt).toISOString(), linkquality: 110 }),
      message(`zigbee2mqtt/${name}`, { linkquality: 108 }),
    ],
    availability: (name, online) => message(`zigbee2mqtt/${name}/availability`, { state: online ? 'online' : 'offline' }, true),
  },
  'tasmota-switch-contact': {
    parameters: (name) => ({ address: name, channel: 'Switch1' }),
    invert: false,
    identity: 'time',
    contact: (name, open, { clockAt }) => [
      message(`stat/${name}/RESULT`, { POWER: 'ON' }),
      message(`tele/${name}/SENSOR`, { Time: jakartaWallClock(clockAt), Switch1: open ? 'ON' : 'OFF' }),
    ],
    availability: (name, online) => message(`tele/${name}/LWT`, online ? 'Online' : 'Offline', true),
  },
  'tasmota-pn532': tasmotaReader('PN532', (uid) => uid),
  'tasmota-rdm6300': tasmotaReader('RDM6300', (uid) => uid),
  'tasmota-wiegand': tasmotaReader('Wiegand', (uid) => Number.parseInt(uid, 16)),
  'esphome-contact': {
    parameters: (name) => ({ address: name, channel: 'pintu' }),
    identity: 'none',
    contact: (name, open) => [message(`${name}/binary_sensor/pintu/state`, open ? 'ON' : 'OFF', true)],
    availability: (name, online) => message(`${name}/status`, online ? 'online' : 'offline', true),
  },
  'shelly-gen1-dw': {
    parameters: (name) => ({ address: name }),
    identity: 'none',
    contact: (name, open) => [
      message(`shellies/${name}/sensor/state`, open ? 'open' : 'close'),
      message(`shellies/${name}/sensor/battery`, '88'),
    ],
    availability: (name, online) => message(`shellies/${name}/online`, String(online)),
  },
  'shelly-gen2-input': {
    parameters: (name) => ({ address: name, channel: 'input:0' }),
    invert: false,
    identity: 'time',
    contact: (name, open, { clockAt }) => [
      message(`${name}/events/rpc`, { src: name, dst: `${name}/events`, method: 'NotifyStatus', params: { ts: clockAt / 1000, 'input:0': { id: 0, state: open } } }),
    ],
    availability: (name, online) => message(`${name}/online`, String(online), true),
  },
  'shelly-blu-dw': {
    parameters: (name) => ({ topic: `shelly-blu/${name}` }),
    identity: 'counter',
    contact: (name, open, { counter }) => [message(`shelly-blu/${name}`, { BTHome_version: 2, pid: counter % 256, battery: 100, window: open ? 1 : 0, rotation: 0 })],
  },
  'shelly-blu-dw-raw': {
    parameters: (name) => ({ topic: `ble/${name}` }),
    identity: 'counter',
    contact: (name, open, { counter }) => [
      message(`ble/${name}`, { addr: name, service_data: `4400${byte(counter)}0164050000002d0${open ? 1 : 0}3f0000` }),
    ],
  },
  'openmqttgateway-blu-dw': {
    parameters: (name) => ({ address: macOf(name) }),
    identity: 'counter',
    contact: (name, open, { counter }) => [
      message(`home/OMG_1/BTtoMQTT/${macOf(name)}`, { model_id: 'SBDW-002C', packet: counter % 256, batt: 100, open, rot: 0 }),
      message(`home/OMG_1/BTtoMQTT/${macOf(name)}`, { name: 'SBDW-002C', rssi: -71 }),
    ],
  },
  'esp-rfid': {
    parameters: (name) => ({ topic: `/${name}` }),
    identity: 'time',
    card: (name, uid, granted, { clockAt }) => [
      message(`/${name}`, {
        type: 'access', time: Math.floor(clockAt / 1000), isKnown: String(granted), access: granted ? 'Always' : 'Denied', username: granted ? 'Budi' : 'Unknown', uid: uid.toLowerCase(),
      }),
    ],
  },
  'generic-json-contact': {
    parameters: (name) => ({ topic: `generic/${name}`, path: 'door', availability_topic: `generic/${name}/lwt` }),
    identity: 'counter',
    contact: (name, open, { clockAt, counter }) => [message(`generic/${name}`, { id: counter, time: clockAt, door: open ? 'open' : 'closed' })],
    availability: (name, online) => message(`generic/${name}/lwt`, online ? 'online' : 'offline', true),
  },
  'generic-plain-contact': {
    parameters: (name) => ({ topic: `plain/${name}`, availability_topic: `plain/${name}/lwt` }),
    identity: 'none',
    contact: (name, open) => [message(`plain/${name}`, open ? 'open' : 'closed')],
    availability: (name, online) => message(`plain/${name}/lwt`, online ? 'online' : 'offline', true),
  },
  'generic-json-card': {
    parameters: (name) => ({ topic: `cards/${name}` }),
    identity: 'counter',
    card: (name, uid, granted, { clockAt, counter }) => [message(`cards/${name}`, { id: counter, time: clockAt, uid, granted })],
  },
};
