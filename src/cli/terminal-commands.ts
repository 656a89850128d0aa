import { type Command, InvalidArgumentError } from 'commander';
import { offsetAt, isValidZone } from '../core/time/zone';
import { type TerminalSpeech } from '../intake/terminals/terminal';
import { UserSync } from '../intake/push/user-sync';
import { TerminalRegistry } from '../intake/terminals/terminal-registry';
import { readConfig } from '../platform/config';
import { DomainError } from '../platform/errors';
import { probeTerminal, type ProbeResult } from '../protocols/zk/probe-terminal';
import { parseTerminalAddress } from '../protocols/zk/terminal-address';
import { answer, tell, withService, withSession } from './session';

interface ProbeOptions {
  readonly commKey?: number;
  readonly udp?: boolean;
  readonly timeout: number;
  readonly zone?: string;
  readonly json?: boolean;
}

interface AddOptions {
  readonly name?: string;
  readonly address?: string;
  readonly push?: boolean;
  readonly udp?: boolean;
  readonly zone?: string;
  readonly commKey?: number;
  readonly acceptFrom?: string;
}

const numberFrom = (least: number, most: number) => (text: string): number => {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least || Number(text) > most) throw new InvalidArgumentError(`give a whole number from ${least} to ${most}.`);
  return Number(text);
};
const commKey = numberFrom(0, 999_999);
const milliseconds = numberFrom(1, 3_600_000);

/** `terminal probe|add|approve|list|sync-users`. */
export function addTerminalCommands(root: Command): void {
  const terminal = root.command('terminal').description('terminals of the fleet');
  terminal
    .command('probe <address>')
    .description('read a terminal (HOST, HOST:PORT or [IPv6]:PORT) without storing anything: what it is, its clock, its log')
    .option('--comm-key <key>', 'secret of the wire, 0-999999', commKey)
    .option('--udp', 'speak UDP')
    .option('--timeout <ms>', 'how long to wait for a connection, and for an answer', milliseconds, 10_000)
    .option('--zone <zone>', "zone of the terminal's clock (default: TZ_DEFAULT)")
    .option('--json', 'print one JSON document')
    .action(probe);
  terminal
    .command('add <serial>')
    .description('add a terminal and believe it from now on')
    .option('--name <name>')
    .option('--address <host:port>', 'poll it on the ZK wire')
    .option('--push', 'it calls by itself (/iclock)')
    .option('--udp', 'poll over UDP')
    .option('--zone <zone>', "zone of the terminal's clock (default: TZ_DEFAULT)")
    .option('--comm-key <key>', 'secret of the ZK wire, 0-999999', commKey)
    .option('--accept-from <date>', 'quarantine older records (default: 366 days before today)')
    .action(add);
  terminal
    .command('approve <serial>')
    .description('believe a terminal that announced itself')
    .option('--accept-from <date>', 'quarantine older records (default: 366 days before today)')
    .action(approve);
  terminal.command('list').description('all terminals').action(list);
  terminal
    .command('sync-users <serial>')
    .description('send the names and cards of the plan to a terminal that calls by itself; privileges stay, nobody is deleted')
    .option('--dry-run', 'only say what would be sent')
    .option('--assume-empty', 'the terminal never told its users because it has none')
    .option('--json', 'print one JSON document')
    .action(syncUsers);
}

async function probe(address: string, options: ProbeOptions): Promise<void> {
  const zone = zoneOf(options.zone);
  const result = await probeAt(address, options, zone);
  if (options.json) answer(JSON.stringify(result));
  else describe(result);
  if (!result.ok) process.exitCode = 1;
}

async function probeAt(address: string, { udp, commKey: key, timeout }: ProbeOptions, zone: string): Promise<ProbeResult> {
  const at = parseTerminalAddress(address);
  if (at === null) return { ok: false, error: { name: 'Unreachable', message: `"${address}" is no address: HOST, HOST:PORT or [IPv6]:PORT` } };
  return probeTerminal({
    ...at,
    transport: udp ? 'udp' : 'tcp',
    ...(key === undefined ? {} : { commKey: key }),
    connectTimeoutMs: timeout,
    requestTimeoutMs: timeout,
    now: Date.now,
    offsetMinutesAt: (instant) => offsetAt(zone, instant) / 60_000,
  });
}

function zoneOf(zone: string | undefined): string {
  const chosen = zone ?? readConfig(process.env).defaultZone;
  if (!isValidZone(chosen)) throw new DomainError('bad-zone', `"${chosen}" is not an IANA time zone like Asia/Jakarta.`);
  return chosen;
}

function describe(result: ProbeResult): void {
  if (!result.ok) {
    tell(`${result.error.name}: ${result.error.message}`);
    return;
  }
  answer(`serial    ${result.serial}\ndevice    ${result.deviceName}\nfirmware  ${result.firmware}`);
  answer(`clock     ${clockText(result.clockOffsetSeconds)}`);
  answer(`records   ${result.records.length}`);
  for (const record of result.records.slice(-5)) answer(`  ${record.wallClock}  pin ${record.pin}  state ${record.state}  verify ${record.verify}`);
}

function clockText(seconds: number | null): string {
  if (seconds === null) return 'shows a date that does not exist';
  return seconds === 0 ? 'right' : `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`;
}

async function add(serial: string, options: AddOptions): Promise<void> {
  await withSession(async ({ config, database, clock }) => {
    const registry = new TerminalRegistry(database, clock);
    const fresh = await registry.announce(serial, {
      ...(options.name ? { name: options.name } : {}),
      ...(options.address ? { address: options.address } : {}),
      ...(options.commKey === undefined ? {} : { commKey: options.commKey }),
      zone: options.zone ?? config.defaultZone,
      speaks: speechOf(options),
    });
    if (!fresh) throw new DomainError('known-terminal', `Terminal ${serial} is in the fleet already; use "terminal approve" or the API to change it.`, 409);
    const terminal = await registry.approve(serial, options.acceptFrom);
    tell(`Terminal ${serial} is believed from now on; records before ${terminal.acceptFromDate} are quarantined.`);
  });
}

function speechOf({ address, udp, push }: AddOptions): TerminalSpeech {
  if (address) return udp ? 'zk-udp' : 'zk-tcp';
  return push ? 'push' : 'file';
}

async function approve(serial: string, options: { acceptFrom?: string }): Promise<void> {
  await withSession(async ({ database, clock }) => {
    const terminal = await new TerminalRegistry(database, clock).approve(serial, options.acceptFrom);
    tell(`Terminal ${serial} is believed from now on; records before ${terminal.acceptFromDate} are quarantined.`);
  });
}

async function list(): Promise<void> {
  await withSession(async ({ database, clock }) => {
    for (const terminal of await new TerminalRegistry(database, clock).list()) {
      answer([terminal.serial, terminal.status, terminal.speaks, terminal.address ?? '-', terminal.zone, terminal.acceptFromDate ?? '-', terminal.name].join('\t'));
    }
  });
}

async function syncUsers(serial: string, options: { dryRun?: boolean; assumeEmpty?: boolean; json?: boolean }): Promise<void> {
  await withService(async (app) => {
    const result = await app.get(UserSync).sync(serial, { dryRun: options.dryRun ?? false, assumeEmpty: options.assumeEmpty ?? false }, 'cli');
    if (options.json) return answer(JSON.stringify(result));
    for (const { pin, name, change, card } of result.changes) answer(`${change}\t${pin}\t${name}\t${card ?? ''}`);
    for (const { pin, reason } of result.leftOut) answer(`left out\t${pin}\t${reason}`);
    for (const pin of result.notInPlan) answer(`not in the plan\t${pin}`);
    tell(`${result.changes.length} ${result.dryRun ? 'would be sent' : 'queued; the terminal fetches them when it calls'}, ${result.waiting.length} wait from earlier, ${result.unchanged} are the same.`);
  });
}
