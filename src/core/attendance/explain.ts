import { instantToWall } from '../time/zone';
import type { AttendanceDay } from './attendance-day';
import type { ExplanationStep, ExplanationValue } from './explanation-step';
import { explanationTexts, type ExplanationLanguage } from './explanation-texts';

const PLACEHOLDER = /\{(\w+)\}/g;

/** The sentence of a step; instants are shown on the wall clock of the zone. */
export function explain(step: ExplanationStep, language: ExplanationLanguage, zone: string): string {
  const template = explanationTexts[step.code][language];
  return template.replace(PLACEHOLDER, (_, name: string) => show(name, step.params[name], zone));
}

/** All sentences of a day, in order. */
export function explainDay(day: AttendanceDay, language: ExplanationLanguage, zone: string): string[] {
  return day.explanation.map((step) => explain(step, language, zone));
}

function show(name: string, value: ExplanationValue | undefined, zone: string): string {
  if (typeof value !== 'number') return value ?? '';
  if (name !== 'at' && !name.endsWith('At')) return String(value);
  const wallClock = instantToWall(zone, value);
  return wallClock.endsWith(':00') ? wallClock.slice(0, -3) : wallClock;
}
