import { type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it came in over the wire. */
export interface ReceivedMail {
  readonly to: string;
  readonly raw: string;
  /** Whether it came encrypted, and as whom the sender had signed in. */
  readonly encrypted: boolean;
  readonly user: string | null;
}

/** How a server is protected: by TLS from the first byte (`implicit`) or after STARTTLS, and by a user with a password. */
export interface Protection {
  readonly tls: 'implicit' | 'starttls';
  readonly key: string;
  readonly certificate: string;
  readonly user: string;
  readonly password: string;
}

/** An answer to a recipient other than "welcome": an SMTP status and its text. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
}

/** A real SMTP server on the loopback that keeps what it is sent and can be shut and opened again at the same port. */
export class PostOffice {
  readonly mails: ReceivedMail[] = [];
  /** By address; also asked again for each mail. */
  readonly refusals = new Map<string, Refusal>();
  /** When set, a mail is acknowledged only after this resolves. */
  gate: Promise<void> = Promise.resolve();
  /** Called when a mail is wholly here but not yet acknowledged. */
  onMail: () => void = () => undefined;
  private server: SMTPServer | null = null;
  private port = 0;

  constructor(private readonly protection: Protection | null = null) {}

  get url(): string {
    return this.urlFor('');
  }

  /** The address with what stands before the host (`user:password@`) and behind the port (`?...`). */
  urlFor(before: string, behind = ''): string {
    return `${this.protection?.tls === 'implicit' ? 'smtps' : 'smtp'}://${before}127.0.0.1:${this.port}/${behind}`;
  }

  async open(): Promise<void> {
    const server = new SMTPServer({
      ...(this.protection === null ? { authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] } : protectedBy(this.protection)),
      disableReverseLookup: true,
      onRcptTo: (address, _session, callback) => {
        const refusal = this.refusals.get(address.address);
        callback(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.status }));
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.mails.push({
            to: session.envelope.rcptTo.map((one) => one.address).join(','),
            raw: Buffer.concat(chunks).toString('utf8'),
            encrypted: session.secure,
            user: typeof session.user === 'string' ? session.user : null,
          });
          this.onMail();
          void this.gate.then(() => callback());
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  async shut(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  receivedBy(address: string): readonly ReceivedMail[] {
    return this.mails.filter((mail) => mail.to === address);
  }
}

const protectedBy = ({ tls, key, certificate, user, password }: Protection): SMTPServerOptions => ({
  ...{ secure: tls === 'implicit', key, cert: certificate, authMethods: ['PLAIN', 'LOGIN'] },
  onAuth: (given, _session, callback) => (given.username === user && given.password === password ? callback(null, { user }) : callback(Object.assign(new Error('wrong user or password'), { responseCode: 535 }))),
});

/** A header of a mail, unfolded. */
export function headerOf(mail: ReceivedMail, name: string): string {
  const unfolded = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return (
    unfolded
      .split('\r\n')
      .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  );
}

/** The decoded body part of a type, e.g. 'text/html'. */
export function partOf(mail: ReceivedMail, type: string): string {
  const boundaries = [...mail.raw.matchAll(/boundary="?([^";\r\n]+)/g)].map(([, boundary = '']) => `--${boundary}`);
  const parts = boundaries.reduce<string[]>((found, boundary) => found.flatMap((part) => part.split(boundary)), [mail.raw]);
  const part = parts.find((one) => one.toLowerCase().trimStart().startsWith(`content-type: ${type}`)) ?? '';
  const [head = '', ...body] = part.split('\r\n\r\n');
  const content = body.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(content, 'base64').toString('utf8');
  return /quoted-printable/i.test(head) ? decodeQuotedPrintable(content) : content;
}

/** The picture of a Content-ID as it came in. */
export function imageOf(mail: ReceivedMail, cid = 'day@hadir'): Buffer {
  const part = mail.raw.split(`Content-ID: <${cid}>`)[1] ?? '';
  return Buffer.from(part.slice(part.indexOf('\r\n\r\n'), part.indexOf('\r\n--')), 'base64');
}

function decodeQuotedPrintable(content: string): string {
  const joined = content.replace(/=\r\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}
