import { wallClock } from '../../format/dates';

/** What a field for date and time shows of an instant, in a zone: `2026-11-24T08:17`. */
export function localText(at: number, zone: string): string {
  const { date, time } = wallClock(at, zone);
  return `${date}T${time}`;
}

/** The instant (ISO) at which clocks of a zone show a text; found by correcting a first guess, twice for the hours around a change of the clocks. */
export function instantOf(local: string, zone: string): string {
  const wanted = Date.parse(`${local}:00Z`);
  let at = wanted;
  for (let round = 0; round < 2; round += 1) at += wanted - Date.parse(`${localText(at, zone)}:00Z`);
  return new Date(at).toISOString();
}
