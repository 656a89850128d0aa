interface Component {
  readonly name: string;
  readonly properties: Map<string, string[]>;
}

/** What is wrong with a calendar by RFC 5545, for calendars of dated entries; empty where nothing is. */
export function calendarFaults(text: string): string[] {
  const faults = writtenFaults(text);
  const open: Component[] = [];
  const uids = new Set<string>();
  const zones = new Set([...text.matchAll(/BEGIN:VTIMEZONE\r\nTZID:([^\r]+)/g)].map(([, zone = '']) => zone));
  for (const line of text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1)) {
    const [, name = '', parameters = '', value = ''] = /^([A-Z][A-Z0-9-]*)((?:;[A-Z][A-Z0-9-]*=(?:"[^"]*"|[^";:,]*))*):(.*)$/.exec(line) ?? [];
    if (name === '') faults.push(`3.1: no property: ${line}`);
    faults.push(...valueFaults(name, value, /;TZID=([^;:]+)/.exec(parameters)?.[1], zones));
    const top = open.at(-1);
    if (name === 'BEGIN') {
      open.push({ name: value, properties: new Map() });
    } else if (name === 'END') {
      faults.push(...(top?.name === value ? endFaults(top, uids) : [`3.6: END:${value} ends ${top?.name ?? 'nothing'}`]));
      open.pop();
    } else {
      top?.properties.set(name, [...(top.properties.get(name) ?? []), value]);
    }
  }
  return open.length === 0 ? faults : [...faults, `3.6: ${open.map(({ name }) => name).join(', ')} does not end`];
}

function writtenFaults(text: string): string[] {
  const faults = text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75).map((line) => `3.1: a line of ${Buffer.byteLength(line)} octets`);
  if (!text.endsWith('\r\n') || /(?<!\r)\n|\r(?!\n)/.test(text)) faults.push('3.1: lines end otherwise than with CRLF');
  if (text.includes('\ufffd') || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text)) faults.push('3.1: a control character, or a letter that was cut in two');
  return faults;
}

function valueFaults(name: string, value: string, zone: string | undefined, zones: ReadonlySet<string>): string[] {
  if (/^(?:SUMMARY|DESCRIPTION|UID|X-WR-CALNAME)$/.test(name)) return /(?<!\\)[;,]|\\(?![;,nN])/.test(value.replaceAll('\\\\', '')) ? [`3.3.11: ${name} is not escaped: ${value}`] : [];
  if (!/^(?:DTSTAMP|DTSTART|DTEND)$/.test(name)) return [];
  if (zone !== undefined && !zones.has(zone)) return [`3.2.19: ${zone} has no VTIMEZONE`];
  return (zone === undefined ? /^\d{8}T\d{6}Z$/ : /^\d{8}T\d{6}$/).test(value) ? [] : [`3.3.5: ${name}:${value} is no moment that is the same everywhere`];
}

const needed: Readonly<Record<string, readonly string[]>> = { VCALENDAR: ['VERSION', 'PRODID'], VEVENT: ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY'] };

function endFaults({ name, properties }: Component, uids: Set<string>): string[] {
  const faults = (needed[name] ?? []).filter((one) => properties.get(one)?.length !== 1).map((one) => `3.6: ${name} has not one ${one}`);
  if (name === 'VCALENDAR' && properties.get('VERSION')?.[0] !== '2.0') faults.push('3.7.4: VERSION is not 2.0');
  if (name !== 'VEVENT') return faults;
  const [uid = ''] = properties.get('UID') ?? [];
  if (uids.has(uid)) faults.push(`3.8.4.7: ${uid} comes twice`);
  uids.add(uid);
  const [start = '', end = '9'] = [properties.get('DTSTART')?.[0], properties.get('DTEND')?.[0]];
  if (end <= start) faults.push(`3.8.2.2: ${uid} ends before it starts`);
  return faults;
}
