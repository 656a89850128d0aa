import { type Device } from './fleet';
import { spanText, type SayTerminal } from './terminals-words';

/** The condition of a device in a few plain words. */
export function conditionText({ condition, terminal, door }: Device, now: number, say: SayTerminal): string {
  const span = condition.sinceAt === null ? '' : spanText(now - condition.sinceAt, say);
  switch (condition.state) {
    case 'silent':
      return span === '' ? say('is.never') : say('is.silent', { span });
    case 'clock':
      return say((terminal?.health?.clockOffsetSeconds ?? 0) > 0 ? 'is.clockAhead' : 'is.clockBehind');
    case 'missing':
      return say('is.missing', { count: terminal?.health?.missingRecords ?? 0 });
    case 'full':
      return say('is.full');
    case 'battery':
      return door?.health?.batteryPercent === null || door?.health?.batteryPercent === undefined ? say('is.batteryLow') : say('is.battery', { count: door.health.batteryPercent });
    case 'open':
      return say('is.open', { span });
    case 'pending':
      return say('is.waits');
    case 'retired':
      return say('retired');
    case 'file':
      return say('is.file');
    case 'heard':
      return say('is.ago', { span });
  }
}

/** Under its name: where it is and how it speaks. */
export function deviceNote({ unitName, terminal }: Device, say: SayTerminal): string {
  const speaks = terminal ? say(`speaks.${terminal.speaks}` as 'speaks.push') : say('sensor');
  return [unitName, speaks].filter(Boolean).join(' · ');
}
