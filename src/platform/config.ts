import { resolve } from 'node:path';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { ConfigurationError } from './errors';
import { projectPath } from './project-path';

const anyPort = z.coerce.number().int().min(0).max(65535);
const port = (fallback: number) => anyPort.default(fallback);
const flag = z.enum(['true', 'false', '1', '0', 'yes', 'no']).transform((text) => ['true', '1', 'yes'].includes(text));
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a local time like 06:30');
const url = (...schemes: string[]) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(scheme)), `must begin with ${schemes.join(' or ')}`);

const environment = z.object({
  PORT: port(3000),
  HOST: z.string().default('0.0.0.0'),
  DEVICE_PORT: port(8081),
  DEVICE_HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: url('sqlite:', 'mysql://', 'mariadb://').default('sqlite:data/hadir.sqlite'),
  DATA_DIR: z.string().min(1).default('data'),
  MQTT_URL: url('mqtt://', 'mqtts://').optional(),
  MQTT_PORT: anyPort.optional(),
  MQTT_HOST: z.string().default('0.0.0.0'),
  MQTT_VERSION: z.enum(['4', '5']).default('5'),
  MQTT_ANONYMOUS: flag.default(false),
  MQTT_CA: z.string().optional(),
  MQTT_CERT: z.string().optional(),
  MQTT_KEY: z.string().optional(),
  TZ_DEFAULT: z.string().refine((name) => IANAZone.isValidZone(name), 'is not an IANA time zone like Asia/Jakarta').default('Asia/Jakarta'),
  SMTP_URL: url('smtp://', 'smtps://').optional(),
  MAIL_FROM: z.string().default('Hadir <hadir@localhost>'),
  REPORT_DAILY_AT: localTime.default('06:30'),
  REPORT_DAILY_TO: z.string().default(''),
  REMINDERS_AT: localTime.default('07:00'),
  REMINDERS_TO: z.string().default(''),
  SIGNING_P12: z.string().optional(),
  SIGNING_P12_PASSWORD: z.string().default(''),
  REPORT_DROP_DIR: z.string().optional(),
  WEBHOOK_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  PUBLIC_URL: url('http://', 'https://').optional(),
  OIDC_ISSUER: url('http://', 'https://').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_USERNAME_CLAIM: z.string().default('preferred_username'),
  POLL_SECONDS: z.coerce.number().int().min(5).max(86400).default(60),
  PAIRING: flag.default(true),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  REGULATIONS: z.string().default(''),
  REGULATIONS_DIR: z.string().min(1).optional(),
  ROLE: z.enum(['all', 'intake', 'worker', 'web']).default('all'),
});

/** Which part of the work this process does; `all` is the one-server installation, `cli` does nothing by itself. */
export type Role = 'all' | 'intake' | 'worker' | 'web' | 'cli';

/** Everything that is configured by environment, checked once at start. */
export interface Config {
  /** HTTP for people: REST, console, health. 0 = any free port. */
  readonly port: number;
  readonly host: string;
  /** HTTP for terminals: nothing but `/iclock`. */
  readonly devicePort: number;
  readonly deviceHost: string;
  readonly databaseUrl: string;
  /** Absolute folder of reports, attachments and the SQLite file. */
  readonly dataDir: string;
  /** Broker to connect to; null = the broker runs in this process. */
  readonly mqttUrl: string | null;
  /** Port of the embedded broker; null = 1883, or the next free one where that is taken. */
  readonly mqttPort: number | null;
  readonly mqttHost: string;
  /** Protocol of the connection to an external broker: 4 = MQTT 3.1.1. */
  readonly mqttVersion: 4 | 5;
  /** Whether the embedded broker lets devices in that show no credentials. */
  readonly mqttAnonymous: boolean;
  /** PEM files: authority, certificate, key. With an external broker they are ours as its client, else those of the embedded broker. */
  readonly mqttTls: { readonly ca: string | null; readonly cert: string | null; readonly key: string | null };
  /** IANA zone of units and terminals that name none. */
  readonly defaultZone: string;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Local time ('HH:MM' in the default zone) of the daily discipline report. */
  readonly dailyReportAt: string;
  readonly dailyReportTo: readonly string[];
  /** Local time of the reminders of deadlines on working days. */
  readonly remindersAt: string;
  /** Addresses for the matters of units that name none. */
  readonly remindersTo: readonly string[];
  readonly publicUrl: string | null;
  /** PKCS#12 file with the office's certificate, by which papers are signed; null = papers carry their code alone. */
  readonly signing: { readonly file: string; readonly password: string } | null;
  /** Absolute folder into which reports are dropped for other programs; null = that channel is off. */
  readonly reportDropDir: string | null;
  /** Key of the HMAC on webhooks; null = that channel is off. */
  readonly webhookSecret: string | null;
  /** The office's own identity provider (OpenID Connect); null = people sign in with username and password only. */
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly usernameClaim: string } | null;
  /** Seconds between two polls of a healthy terminal. */
  readonly pollSeconds: number;
  /** True while unknown terminals that call are listed for approval; they are refused either way. */
  readonly pairing: boolean;
  /** Codes of example regulations that this office has adopted. */
  readonly adoptedRegulations: readonly string[];
  /** Absolute folder of regulations, decreed days and letters; the one that ships unless told. */
  readonly regulationsDir: string;
  readonly logLevel: string;
  readonly role: Role;
}

/**
 * Reads the configuration from an environment.
 * @throws ConfigurationError naming every variable that is wrong
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    throw new ConfigurationError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message} (is "${set[String(issue.path[0])]}")`));
  }
  const e = parsed.data;
  return {
    port: e.PORT,
    host: e.HOST,
    devicePort: e.DEVICE_PORT,
    deviceHost: e.DEVICE_HOST,
    databaseUrl: e.DATABASE_URL,
    dataDir: resolve(e.DATA_DIR),
    mqttUrl: e.MQTT_URL ?? null,
    mqttPort: e.MQTT_PORT ?? null,
    mqttHost: e.MQTT_HOST,
    mqttVersion: e.MQTT_VERSION === '4' ? 4 : 5,
    mqttAnonymous: e.MQTT_ANONYMOUS,
    mqttTls: { ca: e.MQTT_CA ?? null, cert: e.MQTT_CERT ?? null, key: e.MQTT_KEY ?? null },
    defaultZone: e.TZ_DEFAULT,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    dailyReportAt: e.REPORT_DAILY_AT,
    dailyReportTo: e.REPORT_DAILY_TO.split(',').map((address) => address.trim()).filter(Boolean),
    remindersAt: e.REMINDERS_AT,
    remindersTo: e.REMINDERS_TO.split(',').map((address) => address.trim()).filter(Boolean),
    publicUrl: e.PUBLIC_URL ?? null,
    signing: e.SIGNING_P12 === undefined ? null : { file: resolve(e.SIGNING_P12), password: e.SIGNING_P12_PASSWORD },
    reportDropDir: e.REPORT_DROP_DIR === undefined ? null : resolve(e.REPORT_DROP_DIR),
    webhookSecret: e.WEBHOOK_SECRET ?? null,
    oidc: oidcOf(e),
    pollSeconds: e.POLL_SECONDS,
    pairing: e.PAIRING,
    adoptedRegulations: e.REGULATIONS.split(',').map((code) => code.trim()).filter(Boolean),
    regulationsDir: e.REGULATIONS_DIR === undefined ? projectPath('regulations') : resolve(e.REGULATIONS_DIR),
    logLevel: e.LOG_LEVEL,
    role: e.ROLE,
  };
}

function oidcOf({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_USERNAME_CLAIM: usernameClaim }: z.infer<typeof environment>): Config['oidc'] {
  if (issuer === undefined) return null;
  if (clientId === undefined || clientSecret === undefined) throw new ConfigurationError(['OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: are needed beside OIDC_ISSUER']);
  return { issuer, clientId, clientSecret, usernameClaim };
}
