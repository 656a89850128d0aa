import { Injectable } from '@nestjs/common';
import { type Request } from 'express';
import { randomBytes } from 'node:crypto';
import { Clock } from '../clock';
import { Database } from '../database/database';
import { DomainError } from '../errors';
import { sameText } from './secret';
import { SignInThrottle } from './sign-in-throttle';

const settingName = 'first-run-code';

/** The door for the first administrator: a page that whoever comes first may fill in would be a hole on every network. */
@Injectable()
export class FirstRun {
  private readonly throttle: SignInThrottle;

  constructor(
    private readonly database: Database,
    clock: Clock,
  ) {
    this.throttle = new SignInThrottle(database, clock);
  }

  /** The set-up code of this installation, the same for all its processes; made at the first call. */
  async code(): Promise<string> {
    const made = (randomBytes(10).toString('hex').match(/.{5}/g) ?? []).join('-');
    await this.database.transaction((tx) => tx.insert('setting', ['name', 'value'], [[settingName, made]], { ignore: ['name'] }));
    const [row] = await this.database.query<{ value: string }>('SELECT value FROM setting WHERE name = ?', [settingName]);
    return row?.value ?? made;
  }

  /** Whether a request comes from the machine itself: by its address and by the name it calls us, since a proxy or another site's page may borrow the address. */
  isLocal(request: Request): boolean {
    const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.ip ?? '');
    const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined || request.headers['x-real-ip'] !== undefined;
    return loopback && !forwarded && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(request.headers.host ?? '');
  }

  /**
   * Lets through who is at the machine or knows the code; tries are slowed down.
   * @throws DomainError `wrong-set-up-code`, `too-many-attempts`
   */
  async check(request: Request, code: string | null): Promise<void> {
    if (this.isLocal(request)) return;
    const counted = await this.throttle.count('first-run', request.ip ?? '');
    if (code === null || !sameText(code.trim(), await this.code())) throw new DomainError('wrong-set-up-code', 'From another machine the set-up code is needed that the service prints at its start.', 403);
    await this.throttle.forgive(counted);
  }

  /** The code has done its work. */
  async close(): Promise<void> {
    await this.database.transaction((tx) => tx.execute('DELETE FROM setting WHERE name = ?', [settingName]));
  }
}
