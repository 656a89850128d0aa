import { Inject, Injectable, Logger } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { CONFIG } from '../../platform/tokens';
import { type PushProtocol } from '../../protocols/push/push-request';
import { DeviceEvents } from '../terminals/device-events';
import { defaultProfiles, TerminalProfiles } from '../terminals/device-profiles';
import { alarmOf, IncidentBook } from '../incidents/incident-book';
import { type PushCaller, type PushVerdict } from './push-handler';
import { type PinnedKeys, type Terminal } from '../terminals/terminal';
import { TerminalRegistry } from '../terminals/terminal-registry';

/** How often the same refusal is logged, in milliseconds. */
const logEveryMs = 10 * 60_000;
/** Within how long a serial number that goes from one address to another and back is at two places at once. */
const twoPlacesMs = 2 * 60_000;
/** Serial numbers that are remembered for throttling and addresses. */
const mostRemembered = 10_000;

interface Whereabouts {
  readonly address: string;
  at: number;
  /** Where it called from before that, and when it did so last. */
  readonly before: { readonly address: string; readonly at: number } | null;
}

/** Who of those that call is believed (push.md A9): nobody before an administrator has approved the serial number. */
@Injectable()
export class PushAdmission {
  private readonly logger = new Logger(PushAdmission.name);
  private readonly loggedAt = new Map<string, number>();
  private readonly seen = new Map<string, Whereabouts>();
  private readonly networks = new WeakMap<readonly string[], BlockList>();
  private readonly refused = new Map<string, number>();
  /** What terminals have shown that they speak. */
  private readonly spoken = new Map<string, PushProtocol>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly terminals: TerminalRegistry,
    private readonly profiles: TerminalProfiles,
    private readonly incidents: IncidentBook,
    private readonly events: DeviceEvents,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  /** Refusals since the start, by reason. */
  get refusals(): ReadonlyMap<string, number> {
    return this.refused;
  }

  /** Believes a caller or says why not; a refusal is never a 2xx, so the terminal keeps its records. */
  async admit(caller: PushCaller): Promise<PushVerdict> {
    const terminal = await this.terminals.known(caller.serial);
    if (!terminal) return this.stranger(caller);
    if (terminal.status !== 'approved') return this.refuse(caller, terminal.status, `this terminal is ${terminal.status}`);
    if (!this.isFromItsNetworks(terminal, caller.address)) {
      await this.incidents.alarm(alarmOf(terminal.serial, 'outside-network', caller.receivedAt, `${caller.address} ${dayOf(caller.receivedAt)}`, { address: caller.address }));
      return this.refuse(caller, 'outside-network', 'not from this address');
    }
    if (!(await this.keysFit(terminal, caller))) return this.refuse(caller, 'key-changed', 'another communication key than before');
    await this.watchAddress(terminal, caller);
    const protocol = await this.protocolOf(terminal, caller);
    return { admitted: true, protocol };
  }

  /**
   * What a terminal speaks when a request does not say: what it has called before (push.md A1), else its profile. Whoever
   * has shown to be an access panel stays one unless it says so itself (`DeviceType`).
   */
  private async protocolOf(terminal: Terminal, { protocol, query }: PushCaller): Promise<PushProtocol> {
    const { serial } = terminal;
    if (protocol === 'acc' || (protocol === 'att' && query.has('devicetype'))) remember(this.spoken, serial, protocol);
    if (protocol !== null) return protocol;
    const spoken = this.spoken.get(serial) ?? (await this.spokenBefore(terminal));
    remember(this.spoken, serial, spoken);
    return spoken;
  }

  /** After a start: only a panel has events of doors; whoever has none speaks as its profile says, attendance PUSH without one. */
  private async spokenBefore(terminal: Terminal): Promise<PushProtocol> {
    const ofProfile = this.spokenByProfile(terminal);
    if (ofProfile === 'acc') return 'acc';
    const events = await this.database.query("SELECT id FROM terminal_event WHERE serial = ? AND kind IN ('rtlog', 'rtstate') LIMIT 1", [terminal.serial]);
    return events.length > 0 ? 'acc' : (ofProfile ?? 'att');
  }

  private spokenByProfile(terminal: Terminal): PushProtocol | null {
    const speaks = this.profiles.find(terminal.profile)?.speaks ?? [];
    if (speaks.includes('acc-push') === speaks.includes('att-push')) return null;
    return speaks.includes('acc-push') ? 'acc' : 'att';
  }

  /** An unknown serial number is listed while the pairing window is open, up to a cap; otherwise it is only counted. */
  private async stranger(caller: PushCaller): Promise<PushVerdict> {
    if (!this.config.pairing) return this.refuse(caller, 'unknown', 'this terminal is not known');
    const profile = defaultProfiles[caller.protocol ?? 'att'];
    const outcome = await this.terminals.announceCaller(caller.serial, { zone: this.config.defaultZone, speaks: 'push', profile });
    if (outcome === 'new') {
      this.logger.warn({ serial: caller.serial, address: caller.address }, 'an unknown terminal calls; it is listed as pending');
      this.events.emit('device.announced', { serial: caller.serial, address: caller.address });
    }
    return this.refuse(caller, outcome === 'full' ? 'too-many-pending' : 'pending', 'this terminal is not approved');
  }

  private refuse(caller: PushCaller, why: string, reason: string): PushVerdict {
    this.refused.set(why, (this.refused.get(why) ?? 0) + 1);
    // One line for all unknown serial numbers: a flood of them must not fill the log either.
    const topic = why === 'unknown' || why === 'too-many-pending' ? why : `${caller.serial} ${why}`;
    const now = this.clock.now();
    if (now - (this.loggedAt.get(topic) ?? Number.NEGATIVE_INFINITY) >= logEveryMs) {
      remember(this.loggedAt, topic, now);
      this.logger.warn({ serial: caller.serial, address: caller.address, refusals: this.refused.get(why) }, `a caller is refused: ${reason}`);
    }
    return { admitted: false, reason };
  }

  private isFromItsNetworks(terminal: Terminal, address: string): boolean {
    const networks = terminal.settings.sourceNetworks ?? [];
    if (networks.length === 0) return true;
    const list = this.networks.get(networks) ?? blockListOf(networks);
    this.networks.set(networks, list);
    return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }

  /** The first key shown after the approval is pinned; another one, or none where there was one, is an alarm and a refusal. */
  private async keysFit(terminal: Terminal, caller: PushCaller): Promise<boolean> {
    const { pinnedKeys } = terminal;
    const comkey = hashOf(caller.query.get('comkey'));
    const pushcommkey = hashOf(caller.query.get('pushcommkey'));
    const isHandshake = caller.endpoint === 'handshake';
    const wrong =
      (pinnedKeys.comkey !== undefined && comkey !== pinnedKeys.comkey) ||
      (pinnedKeys.pushcommkey !== undefined && pushcommkey !== pinnedKeys.pushcommkey && (isHandshake || pushcommkey !== undefined));
    if (wrong) {
      await this.incidents.alarm(alarmOf(terminal.serial, 'key-changed', caller.receivedAt, `${comkey} ${pushcommkey} ${dayOf(caller.receivedAt)}`, { address: caller.address }));
      return false;
    }
    const shown: PinnedKeys = { ...(pushcommkey === undefined ? {} : { pushcommkey }), ...(comkey === undefined ? {} : { comkey }), ...pinnedKeys };
    if (Object.keys(shown).length > Object.keys(pinnedKeys).length) await this.terminals.pinKeys(terminal.serial, shown);
    return true;
  }

  /** A terminal that moves calls from a new address and stays there; one that goes back and forth is two. */
  private async watchAddress(terminal: Terminal, caller: PushCaller): Promise<void> {
    const last = this.seen.get(caller.serial);
    if (last?.address === caller.address) {
      last.at = caller.receivedAt;
      return;
    }
    const backAndForth = last?.before?.address === caller.address && caller.receivedAt - last.before.at <= twoPlacesMs;
    remember(this.seen, caller.serial, { address: caller.address, at: caller.receivedAt, before: last ? { address: last.address, at: last.at } : null });
    if (!last || !backAndForth) return;
    const pair = [last.address, caller.address].sort();
    await this.incidents.alarm(alarmOf(terminal.serial, 'two-addresses', caller.receivedAt, `${pair.join(' ')} ${dayOf(caller.receivedAt)}`, { addresses: pair }));
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Keys are kept as hashes: whoever reads the database does not learn them. */
const hashOf = (key: string | undefined): string | undefined => (key === undefined || key === '' ? undefined : createHash('sha256').update(`hadir push key ${key}`).digest('hex'));

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key) && map.size >= mostRemembered) map.clear();
  map.set(key, value);
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    const family = isIPv6(base) ? 'ipv6' : 'ipv4';
    list.addSubnet(base, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}
