import { ProtocolError } from '../errors';
import type { DoorProfile } from './door-profile';
import type { DoorSensorConfig } from './door-reading';
import { isTopicFilter } from './topic';

/** Names of the `{placeholders}` in a topic, path or word of a profile row. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(/\{([a-z_]+)\}/g)].map((match) => match[1] ?? '');
}

/** A template with the sensor's parameters, or the profile's defaults, put in. Throws ProtocolError when one is missing. */
export function fillTemplate(template: string, profile: DoorProfile, sensor: DoorSensorConfig): string {
  if (!template.includes('{')) return template;
  const known = filledOf(profile, sensor);
  const before = known.get(template);
  if (before !== undefined) return before;
  const filled = template.replace(/\{([a-z_]+)\}/g, (_, name: string) => {
    const value = parameterOf(name, profile, sensor);
    if (value === undefined) throw new ProtocolError(`sensor ${sensor.sensorId} lacks the parameter "${name}" of profile ${profile.id}`);
    return value;
  });
  known.set(template, filled);
  return filled;
}

// The same few templates are filled for each message of a sensor; profile and sensor never change once made.
const filledTemplates = new WeakMap<DoorProfile, WeakMap<DoorSensorConfig, Map<string, string>>>();

function filledOf(profile: DoorProfile, sensor: DoorSensorConfig): Map<string, string> {
  const ofProfile = filledTemplates.get(profile) ?? new WeakMap<DoorSensorConfig, Map<string, string>>();
  filledTemplates.set(profile, ofProfile);
  const ofSensor = ofProfile.get(sensor) ?? new Map<string, string>();
  ofProfile.set(sensor, ofSensor);
  return ofSensor;
}

function parameterOf(name: string, profile: DoorProfile, sensor: DoorSensorConfig): string | undefined {
  if (Object.hasOwn(sensor.parameters, name)) return sensor.parameters[name];
  return Object.hasOwn(profile.parameters, name) ? profile.parameters[name]?.default : undefined;
}

/** The topic filters to subscribe to for a sensor, each once. Throws ProtocolError when a parameter is missing. */
export function sensorTopics(profile: DoorProfile, sensor: DoorSensorConfig): string[] {
  return [...new Set(profile.messages.map((row) => fillTemplate(row.topic, profile, sensor)))];
}

/** What is wrong with a sensor of the fleet, in words for whoever edits it; empty when it can be used. */
export function sensorProblems(profile: DoorProfile, sensor: DoorSensorConfig): string[] {
  const problems: string[] = [];
  for (const [name, { default: preset }] of Object.entries(profile.parameters)) {
    const given = Object.hasOwn(sensor.parameters, name) ? sensor.parameters[name] : preset;
    if (given === undefined || given === '') problems.push(`parameter "${name}" is missing (${profile.parameters[name]?.about})`);
  }
  for (const name of Object.keys(sensor.parameters)) {
    if (!Object.hasOwn(profile.parameters, name)) problems.push(`profile ${profile.id} has no parameter "${name}"`);
  }
  if (profile.polarity === 'wiring' && sensor.invert === undefined) problems.push('"invert" has to be stated: it depends on the wiring');
  if (profile.polarity === 'none' && sensor.invert !== undefined) problems.push('"invert" says nothing for a device without contact');
  if (problems.length === 0) {
    const bad = sensorTopics(profile, sensor).filter((topic) => !isTopicFilter(topic));
    problems.push(...bad.map((topic) => `"${topic}" is no topic filter`));
  }
  return problems;
}
