import { type DoorProfile } from '../door/door-profile';
import { type LoadedProfiles } from './load-profiles';
import { qualityRules, qualityTier } from './profile-quality';
import { type TerminalProfile } from './terminal-profile';

/** The page docs/devices.md of all profiles, as Markdown: what is known of each model, and how well it is proven (style.md 3.2). */
export function devicesPage({ terminals, doorSensors }: LoadedProfiles): string {
  const [ofTerminals, ofSensors] = [byId(terminals), byId(doorSensors)];
  return [
    '# Supported devices',
    '',
    'Made by `npm run generate` from `devices/profiles/*.yaml`; change those, not this page. A device that is not listed is a new file there.',
    '',
    'The tier says how well a profile is proven, not how good the device is: **bronze** = sources named, bytes of a real device read by a test, polling justified; **silver** = comes back alone, drift and duplicates shown to be harmless; **gold** = tried on the hardware with the firmware named. `none` = it rests on documents.',
    '',
    '## Attendance terminals and access panels',
    '',
    '| profile | model | speaks | record sizes | holds | tier |',
    '|---|---|---|---|---|---|',
    ...ofTerminals.map((profile) => row([`[${profile.id}](#${profile.id})`, profile.model, profile.speaks.join(', '), profile.record_bytes.map((bytes) => `${bytes} bytes`).join(', ') || '-', `${profile.limits.records} records`, qualityTier(profile.quality)])),
    '',
    '## Door sensors and readers',
    '',
    '| profile | model | reads | tier |',
    '|---|---|---|---|',
    ...ofSensors.map((profile) => row([`[${profile.id}](#${profile.id})`, profile.model, [...new Set(profile.messages.flatMap((message) => message.reads.map((read) => read.kind)))].sort().join(', '), qualityTier(profile.quality)])),
    '',
    ...ofTerminals.flatMap(terminalSection),
    ...ofSensors.flatMap(sensorSection),
  ].join('\n');
}

const byId = <T extends { readonly id: string }>(profiles: ReadonlyMap<string, T>): T[] => [...profiles.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function terminalSection(profile: TerminalProfile): string[] {
  const able = Object.entries(profile.capabilities).filter(([, has]) => has).map(([name]) => name.replaceAll('_', ' '));
  const poll = profile.poll;
  return [
    ...heading(profile),
    `- Can: ${able.join(', ')}.`,
    `- Function keys: ${codes(profile.punch_states)}.`,
    `- Verification: ${codes(profile.verification)}.`,
    ...(profile.access_events ? [`- Panel events: ${codes(profile.access_events)}.`] : []),
    ...(profile.card_writing ? [`- Cards are sent in ${profile.card_writing}.`] : []),
    ...(poll ? [`- Polled every ${poll.everyMs / 1000} s, waits ${poll.timeoutMs / 1000} s for an answer, backs off up to ${poll.backoffUpToMs / 60_000} min: ${poll.why}.`] : []),
    ...foot(profile),
  ];
}

function sensorSection(profile: DoorProfile): string[] {
  const parameters = Object.entries(profile.parameters).map(([name, { about, default: otherwise }]) => `  - \`${name}\`: ${about}${otherwise === undefined ? '' : ` (${otherwise})`}`);
  return [
    ...heading(profile),
    `- Topics: ${profile.messages.map((message) => `\`${message.topic}\``).join(', ')}.`,
    `- Polarity: ${profile.polarity}; told apart by ${profile.dedupe_by}.`,
    ...profile.messages.flatMap((message) => message.reads.flatMap((read) => (read.kind === 'card-read' ? [`- Writes cards in ${read.writing ?? 'a way that its site has to state (`cardWriting`)'}.`] : []))),
    ...(parameters.length > 0 ? ['- Parameters:', ...parameters] : []),
    ...foot(profile),
  ];
}

const heading = ({ id, vendor, model }: TerminalProfile | DoorProfile): string[] => [`### ${id}`, '', `${vendor}: ${model}`, ''];

function foot({ quirks, evidence, quality }: TerminalProfile | DoorProfile): string[] {
  const pieces = evidence.map((piece) => ('capture' in piece ? `capture ${piece.capture}${piece.firmware ? ` (${piece.firmware})` : ''}` : `${piece.source}${piece.section ? `, ${piece.section}` : ''}`));
  const open = Object.values(qualityRules).flat().filter((rule) => quality[rule] === 'todo');
  return [
    ...(quirks.length > 0 ? [`- Quirks: ${quirks.join(', ')}.`] : []),
    `- Evidence: ${pieces.join('; ')}.`,
    `- Tier: ${qualityTier(quality)}${open.length > 0 ? `; not yet shown: ${open.join(', ')}` : ''}.`,
    '',
  ];
}

const codes = (table: ReadonlyMap<number, string>): string => [...table].sort(([a], [b]) => a - b).map(([code, meaning]) => `${code} ${meaning}`).join(', ');
