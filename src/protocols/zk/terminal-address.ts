import { isIPv6 } from 'node:net';

/** Where a terminal listens; without a port it is the usual one. */
export interface TerminalAddress {
  readonly host: string;
  readonly port?: number;
}

const bracketed = /^\[([^\]]+)\](?::(\d+))?$/;
const plain = /^([^:[\]\s]+)(?::(\d+))?$/;

/** Reads `host`, `host:port`, an IPv6 address, or one in brackets with a port; null for what is none of them. */
export function parseTerminalAddress(text: string): TerminalAddress | null {
  const trimmed = text.trim();
  if (isIPv6(trimmed)) return { host: trimmed };
  const inBrackets = bracketed.exec(trimmed);
  if (inBrackets !== null && !isIPv6(inBrackets[1] ?? '')) return null;
  const [, host, port] = inBrackets ?? plain.exec(trimmed) ?? [];
  if (host === undefined) return null;
  if (port === undefined) return { host };
  return port.length <= 5 && Number(port) >= 1 && Number(port) <= 65_535 ? { host, port: Number(port) } : null;
}
