import { ZkTerminalClient, type ZkTerminalOptions } from '../../protocols/zk/zk-terminal-client';

/**
 * Connections that listen for punches between two polls. An event is never a record, only a reason to poll early (zk.md B.11); a connection
 * that dies, silently or not, is replaced after the next poll and nothing is missed. A terminal has one slot: it is freed before each poll.
 */
export class RealtimeHints {
  private readonly clients = new Map<string, ZkTerminalClient>();

  constructor(private readonly hint: (serial: string) => void) {}

  /** Frees the terminal's slot. */
  async release(serial: string): Promise<void> {
    const client = this.clients.get(serial);
    this.clients.delete(serial);
    await client?.close();
  }

  /** Listens from now on; a terminal that does not let us is simply polled. */
  async listen(serial: string, options: ZkTerminalOptions): Promise<void> {
    const client = new ZkTerminalClient(options);
    const forget = (): void => void (this.clients.get(serial) === client && this.clients.delete(serial));
    this.clients.set(serial, client);
    try {
      await client.connect();
      await client.subscribeEvents(() => this.hint(serial), forget);
    } catch {
      forget();
      client.destroy();
    }
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await Promise.all([...this.clients.keys()].map((serial) => this.release(serial)));
  }

  /** How many connections are open. */
  get size(): number {
    return this.clients.size;
  }
}
