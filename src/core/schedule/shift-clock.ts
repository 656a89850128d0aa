/** Minutes since midnight of the work date that a shift's clock text means: '07:30', '24:00', '07:00+1'. */
const CLOCK = /^(\d{2}):(\d{2})(\+1)?$/;
const DAY_MINUTES = 1_440;

const known = new Map<string, number | null>();

/** Minutes since midnight of the work date ('07:00+1' = 1,860), or null when the text is no clock time. */
export function shiftClockMinutes(text: string): number | null {
  let minutes = known.get(text);
  if (minutes === undefined) {
    minutes = parse(text);
    if (known.size < 20_000) known.set(text, minutes);
  }
  return minutes;
}

function parse(text: string): number | null {
  const match = CLOCK.exec(text);
  if (!match) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return null;
  return hour * 60 + minute + (match[3] ? DAY_MINUTES : 0);
}
