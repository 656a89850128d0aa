import type { SimulatedPunch } from './simulator-options';

const LINE = /^\s*(\S+)\t(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\t\S*\t(\d+)\t(\d+)(?:\t(\d+))?/;

/** The punches of an attlog.dat as terminals write it to a USB stick: pin, time, device number, state, verify, work code, TAB-separated. */
export function parseAttlog(text: string): SimulatedPunch[] {
  const uids = new Map<string, number>();
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line, i) => {
      const [, pin, wallClock, state, verify, workCode] = LINE.exec(line) ?? [];
      if (pin === undefined || wallClock === undefined)
        throw new Error(`line ${i + 1} of the log is not a punch: ${line}`);
      if (!uids.has(pin)) uids.set(pin, uids.size + 1);
      return {
        uid: uids.get(pin) ?? 0,
        pin,
        wallClock,
        verify: Number(verify),
        state: Number(state),
        workCode: Number(workCode ?? 0),
      };
    });
}
