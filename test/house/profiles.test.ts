import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { decodeDoorMessage } from '../../src/protocols/door/decode-door-message';
import type { DoorSensorConfig } from '../../src/protocols/door/door-reading';
import { loadProfiles } from '../../src/protocols/profiles/load-profiles';
import { qualityTier } from '../../src/protocols/profiles/profile-quality';
import { sensorProblems } from '../../src/protocols/door/sensor-topics';
import { ProtocolError } from '../../src/protocols/errors';

const root = join(__dirname, '../..');
const profileFolder = join(root, 'devices/profiles');
const captureFolder = join(root, 'devices/captures');
const receivedAt = Date.UTC(2026, 7, 3, 0, 25);

const captureSchema = z.strictObject({
  profile: z.string(),
  origin: z.string().min(5),
  parameters: z.record(z.string(), z.string()),
  invert: z.boolean().optional(),
  messages: z
    .array(
      z.strictObject({
        about: z.string().optional(),
        topic: z.string(),
        payload: z.string(),
        retained: z.boolean().default(false),
        read: z.array(z.record(z.string(), z.unknown())).optional(),
        refused: z.string().optional(),
      }),
    )
    .min(1),
});

const loaded = loadProfiles(
  readdirSync(profileFolder).map((file) => ({ file, text: readFileSync(join(profileFolder, file), 'utf8') })),
);
const captures = readdirSync(captureFolder)
  .filter((file) => /^door-.*\.yaml$/.test(file))
  .map((file) => ({ file, ...captureSchema.parse(parse(readFileSync(join(captureFolder, file), 'utf8'))) }));

it('every profile file is a profile', () => {
  expect(loaded.problems).toEqual([]);
  expect(loaded.doorSensors.size).toBeGreaterThanOrEqual(15);
  expect(loaded.terminals.size).toBeGreaterThanOrEqual(7);
});

describe.each([...loaded.doorSensors.values(), ...loaded.terminals.values()])('profile $id', (profile) => {
  it('names its evidence, and what it names is there', () => {
    expect(profile.evidence.length).toBeGreaterThan(0);
    for (const piece of profile.evidence) {
      if ('capture' in piece) expect(existsSync(join(captureFolder, piece.capture))).toBe(true);
    }
  });

  it('has a tier it can defend', () => {
    const tier = qualityTier(profile.quality);
    if (profile.kind === 'door-sensor') expect(tier).not.toBe('none');
    expect(tier).not.toBe('gold');
  });
});

describe.each([...loaded.doorSensors.values()])('door profile $id', (profile) => {
  const own = captures.filter((capture) => capture.profile === profile.id);

  it('is tried by a capture on every read that it has', () => {
    const read = own.flatMap((capture) => capture.messages).flatMap((message) => message.read ?? []).map((reading) => reading['kind']);
    const declared = new Set(profile.messages.flatMap((row) => row.reads).map((each) => each.kind));
    for (const kind of ['contact', 'card-read'] as const) {
      if (declared.has(kind)) expect(read).toContain(kind);
    }
    expect(own.length).toBeGreaterThan(0);
  });
});

describe.each(captures)('capture $file', (capture) => {
  const profile = loaded.doorSensors.get(capture.profile);
  const sensor: DoorSensorConfig = {
    sensorId: 'sensor-1',
    profileId: capture.profile,
    parameters: capture.parameters,
    ...(capture.invert === undefined ? {} : { invert: capture.invert }),
  };
  if (profile === undefined) throw new Error(`capture of an unknown profile ${capture.profile}`);

  it('describes a sensor that can be used', () => expect(sensorProblems(profile, sensor)).toEqual([]));

  it.each(capture.messages.map((message) => ({ ...message, title: message.about ?? `${message.topic} ${message.payload}` })))(
    '$title',
    ({ topic, payload, retained, read, refused }) => {
      expect(read === undefined).not.toBe(refused === undefined);
      const decode = () => decodeDoorMessage(profile, sensor, { topic, payload: Buffer.from(payload), retained, receivedAt });
      if (refused !== undefined) {
        expect(decode).toThrow(ProtocolError);
        expect(decode).toThrow(refused);
        return;
      }
      expect(decode()).toEqual((read ?? []).map((reading) => expect.objectContaining({ sensorId: 'sensor-1', topic, receivedAt, ...reading })));
    },
  );
});
