import { Injectable } from '@nestjs/common';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Database } from '../platform/database/database';

/** The key by which forms and links of the public pages are signed: made once, the same in every process. */
@Injectable()
export class ServiceSecret {
  private kept: Promise<Buffer> | null = null;

  constructor(private readonly database: Database) {}

  /** Signs fields under a purpose, so that a token of one purpose is worth nothing for another. */
  async sign(purpose: string, fields: readonly (string | number)[]): Promise<string> {
    const body = Buffer.from(JSON.stringify(fields)).toString('base64url');
    return `${body}.${macOf(await this.key(), purpose, body).toString('base64url')}`;
  }

  /** The fields of a token that was signed here for this purpose, or null. */
  async open(purpose: string, token: string): Promise<readonly unknown[] | null> {
    const [body, mac, ...rest] = token.slice(0, 1000).split('.');
    if (!body || !mac || rest.length > 0) return null;
    const [given, right] = [Buffer.from(mac, 'base64url'), macOf(await this.key(), purpose, body)];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as readonly unknown[];
  }

  /** A short name for something that must not be kept as it is: a network address, a ticket number. */
  async alias(purpose: string, text: string): Promise<string> {
    return macOf(await this.key(), purpose, text).toString('hex').slice(0, 32);
  }

  private async key(): Promise<Buffer> {
    this.kept ??= this.readOrMake().catch((error: unknown) => {
      this.kept = null;
      throw error;
    });
    return this.kept;
  }

  private readOrMake(): Promise<Buffer> {
    return this.database.transaction(async (tx) => {
      await tx.insert('service_secret', ['id', 'secret'], [[1, randomBytes(32).toString('base64url')]], { ignore: ['id'] });
      const [row] = await tx.query<{ secret: string }>('SELECT secret FROM service_secret WHERE id = 1');
      return Buffer.from(row?.secret ?? '', 'base64url');
    });
  }
}

const macOf = (key: Buffer, purpose: string, text: string): Buffer => createHmac('sha256', key).update(`${purpose}\n${text}`).digest().subarray(0, 20);
