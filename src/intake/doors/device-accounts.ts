import { Injectable } from '@nestjs/common';
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';

const derive = promisify<string | Buffer, Buffer, number, Buffer>(scrypt);
const hashBytes = 32;
const leastPassword = 8;
const namePattern = /^[A-Za-z0-9_.@-]{1,64}$/;
/** Passwords that were right lately, so that a fleet which reconnects at once does not cost a slow hash each. */
const rememberedAccounts = 5000;

/** User names and passwords of the devices that publish to the embedded broker; passwords are kept as slow hashes. */
@Injectable()
export class DeviceAccounts {
  private readonly proven = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Makes an account, or gives it another password. */
  async put(username: string, password: string): Promise<void> {
    if (!namePattern.test(username)) throw new DomainError('bad-username', 'A user name has letters, digits, "_", ".", "@" and "-", at most 64.');
    if (password.length < leastPassword || password.length > 200) throw new DomainError('bad-password', `A password has ${leastPassword} to 200 characters.`);
    const salt = randomBytes(16);
    const hash = await derive(password, salt, hashBytes);
    const row = [username, `scrypt$${salt.toString('base64')}$${hash.toString('base64')}`, this.clock.now()];
    await this.database.transaction((tx) => tx.insert('mqtt_account', ['username', 'password_hash', 'changed_at'], [row], { key: ['username'], update: ['password_hash', 'changed_at'] }));
    this.proven.delete(username);
  }

  /** Whether the password is that of the account. */
  async isRight(username: string, password: Buffer): Promise<boolean> {
    const rows = await this.database.query<{ password_hash: string }>('SELECT password_hash FROM mqtt_account WHERE username = ?', [username]);
    const stored = rows[0]?.password_hash;
    if (stored === undefined) return false;
    const proof = createHash('sha256').update(stored).update(password).digest('base64');
    if (this.proven.get(username) === proof) return true;
    const [, salt = '', hash = ''] = stored.split('$');
    const right = timingSafeEqual(Buffer.from(hash, 'base64'), await derive(password, Buffer.from(salt, 'base64'), hashBytes));
    if (right) this.remember(username, proof);
    return right;
  }

  private remember(username: string, proof: string): void {
    if (this.proven.size >= rememberedAccounts) this.proven.clear();
    this.proven.set(username, proof);
  }
}
