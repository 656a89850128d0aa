import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBthome } from '../../../../src/protocols/door/bthome';
import { decodeDoorMessage } from '../../../../src/protocols/door/decode-door-message';
import { loadProfiles } from '../../../../src/protocols/profiles/load-profiles';
import { fillTemplate, sensorTopics } from '../../../../src/protocols/door/sensor-topics';
import type { DoorReading } from '../../../../src/protocols/door/door-reading';
import { ProtocolError } from '../../../../src/protocols/errors';

// A longer run: FUZZ_SECONDS=60, shared out among the codecs.
const fuzzMs = Number(process.env['FUZZ_SECONDS'] ?? '4') * 1000;
const folder = join(__dirname, '../../../../devices/profiles');
const { doorSensors } = loadProfiles(readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') })));

const onlyProtocolErrors = <T>(run: () => T): T | null => {
  try {
    return run();
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
};

const shareMs = fuzzMs / (doorSensors.size + 2);
const limits = { interruptAfterTimeLimit: shareMs, numRuns: 1_000_000, markInterruptAsFailure: false };

describe.each([...doorSensors.values()])('$id', (profile) => {
  const parameters = Object.fromEntries(Object.entries(profile.parameters).map(([name, { default: preset }]) => [name, preset ?? `x-${name}`]));
  const sensor = { sensorId: 's', profileId: profile.id, parameters, ...(profile.polarity === 'wiring' ? { invert: false } : {}) };
  const topics = sensorTopics(profile, sensor).map((topic) => topic.replaceAll('+', 'any'));

  // Values that the rows name, in every place where they may stand, among things that no device would send.
  const words = JSON.stringify(profile.messages).match(/"[^"]{1,30}"/g)?.map((word) => fillTemplate(word.slice(1, -1), profile, sensor)) ?? [];
  const keys = [...words.flatMap((word) => word.split('.')), '__proto__', 'constructor', 'UID'];
  const scalar = fc.oneof(fc.constantFrom<unknown>(...words, true, false, null, 0, 1, 1e300, -1), fc.string(), fc.double(), fc.constant([]), fc.constant({}));
  const object = fc.dictionary(fc.constantFrom(...keys), fc.oneof(scalar, fc.dictionary(fc.constantFrom(...keys), scalar), fc.array(fc.dictionary(fc.constantFrom(...keys), scalar))));
  const payload = fc.oneof(
    object.map((value) => Buffer.from(JSON.stringify(value))),
    scalar.map((value) => Buffer.from(String(value))),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
    object.chain((value) => {
      const text = JSON.stringify(value);
      return fc.nat({ max: text.length }).map((length) => Buffer.from(text.slice(0, length)));
    }),
  );

  it('only ever returns readings or throws ProtocolError', () => {
    fc.assert(
      fc.property(fc.constantFrom(...topics), payload, fc.boolean(), (topic, bytes, retained) => {
        const readings = onlyProtocolErrors(() => decodeDoorMessage(profile, sensor, { topic, payload: bytes, retained, receivedAt: 1 }));
        for (const reading of readings ?? []) expectSane(reading);
        if (retained) expect(readings?.some(({ kind }) => kind === 'card-read' || kind === 'event') ?? false).toBe(false);
      }),
      limits,
    );
  }, shareMs + 60_000);
});

function expectSane(reading: DoorReading): void {
  expect(reading.sensorId).toBe('s');
  if (reading.kind === 'contact') expect(['open', 'closed']).toContain(reading.contact);
  if (reading.kind === 'card-read') expect(reading.uid).toMatch(/^[0-9A-Z]+$/);
  if (reading.kind === 'battery') expect(reading.level).toBeGreaterThanOrEqual(0);
  if (reading.deviceTime?.kind === 'instant') expect(Number.isSafeInteger(reading.deviceTime.at)).toBe(true);
}

it('BTHome only ever returns numbers or throws ProtocolError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (bytes, proper) => {
      const values = onlyProtocolErrors(() => decodeBthome(Buffer.from(proper ? [0x40, ...bytes] : bytes)));
      for (const value of Object.values(values ?? {})) expect(Number.isFinite(value)).toBe(true);
    }),
    limits,
  );
}, shareMs + 60_000);

it('loading never throws, whatever the file holds', () => {
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat({ max: 30 }), fc.string({ maxLength: 6 }), (text, at, length, put) => {
      const start = at % text.length;
      const { problems } = loadProfiles([{ file: 'x.yaml', text: text.slice(0, start) + put + text.slice(start + length) }]);
      expect(Array.isArray(problems)).toBe(true);
    }),
    limits,
  );
}, shareMs + 60_000);
