import { loadProfiles } from '../../../../src/protocols/profiles/load-profiles';
import { qualityTier, qualityRules, type QualityRule, type QualityStatus } from '../../../../src/protocols/profiles/profile-quality';
import { sensorProblems, sensorTopics } from '../../../../src/protocols/door/sensor-topics';
import { durationMs } from '../../../../src/protocols/profiles/terminal-profile';

const quality = [...qualityRules.bronze, ...qualityRules.silver, ...qualityRules.gold].map((rule) => `  ${rule}: todo`).join('\n');
const door = `
id: bell
kind: door-sensor
model: Bell
vendor: Acme
match: {}
parameters: { address: { about: name }, base: { about: prefix, default: acme } }
polarity: wiring
retains_state: false
dedupe_by: transition
messages:
  - topic: "{base}/{address}"
    format: plain
    reads: [ { kind: contact, path: $, open: [1], closed: [0] } ]
evidence: [ { source: manual } ]
quality:
${quality}
`;
const problemsOf = (text: string, file = 'bell.yaml') => loadProfiles([{ file, text }]).problems;

it('loads a profile', () => {
  const { doorSensors, problems } = loadProfiles([{ file: 'devices/bell.yaml', text: door }]);
  expect(problems).toEqual([]);
  expect(doorSensors.get('bell')?.vendor).toBe('Acme');
});

it.each([
  ['an unknown key', door.replace('vendor:', 'vender: x\nvendor:'), '', /vender/],
  ['a missing key', door.replace('vendor: Acme\n', ''), 'vendor', /string/i],
  ['a misspelt format', door.replace('format: plain', 'format: plane'), 'messages.0.format', /./],
  ['no kind', door.replace('kind: door-sensor', 'kind: toaster'), 'kind', /door-sensor or terminal/],
  ['a word on both sides', door.replace('closed: [0]', 'closed: ["1"]'), 'messages.0.reads.0', /means both sides/],
  ['a placeholder nobody declared', door.replace('{base}/', '{root}/'), 'messages.0', /"root" is not declared/],
  ['a pattern that is none', door.replace('kind: contact, path: $, open: [1], closed: [0]', 'kind: card-read, path: $, pattern: "("').replace('wiring', 'none'), 'messages.0.reads.0.pattern', /no regular expression/],
  ['no contact with a polarity', door.replace('polarity: wiring', 'polarity: none'), 'polarity', /without contact/],
  ['a claim without evidence', door.replace('golden-capture: todo', 'golden-capture: done'), 'quality', /without a capture/],
  ['a rule not answered', door.replace('  golden-capture: todo\n', ''), 'quality.golden-capture', /./],
  ['no evidence', door.replace('evidence: [ { source: manual } ]', 'evidence: []'), 'evidence', /./],
  ['broken YAML', `${door}\n  : : [`, '', /./],
  ['an empty file', '', 'kind', /./],
  ['a list', '- a', 'kind', /./],
])('names file and path of %s', (_, text, path, message) => {
  const problems = problemsOf(text);
  expect(problems).toContainEqual({ file: 'bell.yaml', path, message: expect.stringMatching(message) });
  expect(loadProfiles([{ file: 'bell.yaml', text }]).doorSensors.size).toBe(0);
});

it('an id has to be the name of its file, and once only', () => {
  expect(problemsOf(door, 'gong.yaml')).toEqual([{ file: 'gong.yaml', path: 'id', message: expect.stringContaining('name of the file') }]);
  const twice = loadProfiles([{ file: 'a/bell.yaml', text: door }, { file: 'b/bell.yaml', text: door }]);
  expect(twice.problems).toEqual([{ file: 'b/bell.yaml', path: 'id', message: expect.stringContaining('another profile') }]);
});

describe('a sensor of the fleet', () => {
  const profile = loadProfiles([{ file: 'bell.yaml', text: door }]).doorSensors.get('bell');
  if (profile === undefined) throw new Error('the profile did not load');
  const sensor = { sensorId: 's', profileId: 'bell', parameters: { address: 'front' }, invert: false };

  it('subscribes to the topics of its profile', () => expect(sensorTopics(profile, sensor)).toEqual(['acme/front']));
  it.each([
    ['nothing wrong', sensor, []],
    ['a missing parameter', { ...sensor, parameters: {} }, [/"address" is missing/]],
    ['an unknown parameter', { ...sensor, parameters: { address: 'a', colour: 'red' } }, [/no parameter "colour"/]],
    ['wiring not stated', { sensorId: 's', profileId: 'bell', parameters: { address: 'front' } }, [/"invert" has to be stated/]],
    ['a topic that is none', { ...sensor, parameters: { address: 'a#b' } }, [/is no topic filter/]],
  ])('%s', (_, given, expected) => expect(sensorProblems(profile, given)).toEqual(expected.map((reason) => expect.stringMatching(reason))));
});

it.each([['PT60S', 60_000], ['PT15M', 900_000], ['P1DT2H', 93_600_000], ['PT', null], ['P', null], ['60', null], ['PT1.5S', null], ['P1M', null]])(
  'duration %s',
  (text, expected) => expect(durationMs(text)).toBe(expected),
);

it('a tier needs its rules and those below it', () => {
  const answers = (todo: QualityRule[]): Record<QualityRule, QualityStatus> =>
    Object.fromEntries([...qualityRules.bronze, ...qualityRules.silver, ...qualityRules.gold].map((rule) => [rule, todo.includes(rule) ? 'todo' : 'done'])) as Record<QualityRule, QualityStatus>;
  expect(qualityTier(answers([]))).toBe('gold');
  expect(qualityTier(answers(['verified-on-hardware']))).toBe('silver');
  expect(qualityTier(answers(['duplicates-harmless']))).toBe('bronze');
  expect(qualityTier(answers(['golden-capture', 'verified-on-hardware']))).toBe('none');
});
