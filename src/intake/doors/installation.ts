import { randomBytes } from 'node:crypto';
import { type Database } from '../../platform/database/database';

const clientName = 'mqtt.client';
const listenedUntil = 'mqtt.listened-until';

/** The name of this installation at brokers, made once: a broker keeps our session under it. */
export async function installationClientId(database: Database): Promise<string> {
  await database.transaction((tx) => tx.insert('setting', ['name', 'value'], [[clientName, `hadir-${randomBytes(6).toString('hex')}`]], { ignore: ['name'] }));
  return (await settingOf(database, clientName)) ?? 'hadir';
}

/** Until when a process of this installation listened to the doors (epoch ms); null = never yet. */
export async function readListenedUntil(database: Database): Promise<number | null> {
  const value = await settingOf(database, listenedUntil);
  return value === null ? null : Number(value);
}

/** Notes that we listen at this moment. */
export async function noteListening(database: Database, now: number): Promise<void> {
  await database.transaction((tx) => tx.insert('setting', ['name', 'value'], [[listenedUntil, String(now)]], { key: ['name'], update: ['value'] }));
}

/** The filters that a session was subscribed with last. */
export async function sessionFilters(database: Database, clientId: string): Promise<string[]> {
  const rows = await database.query<{ filters: string }>('SELECT filters FROM mqtt_session WHERE client_id = ?', [clientId]);
  const text = rows[0]?.filters ?? '';
  return text === '' ? [] : (JSON.parse(text) as string[]);
}

/** Notes the filters of a session, before they are subscribed: what is noted too much is dropped again, what is noted too little stays for ever. */
export async function noteSessionFilters(database: Database, clientId: string, filters: readonly string[]): Promise<void> {
  await database.transaction((tx) =>
    tx.insert('mqtt_session', ['client_id', 'filters'], [[clientId, JSON.stringify(filters)]], { key: ['client_id'], update: ['filters'] }),
  );
}

async function settingOf(database: Database, name: string): Promise<string | null> {
  const rows = await database.query<{ value: string }>('SELECT value FROM setting WHERE name = ?', [name]);
  return rows[0]?.value ?? null;
}
