import { appendFileSync, closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { MqttSubscriber } from '../../../src/intake/mqtt/mqtt-subscriber';
import type { ReceivedMessage } from '../../../src/intake/mqtt/mqtt-message';

// A worker to be killed: commits to a file with fsync, and after `HOLD_AFTER` rows stops between receipt and commit.
const { BROKER_URL = '', CLIENT_ID = '', TOPIC = '', LEDGER = '', HOLD_AFTER = '', SHARE_GROUP = '' } = process.env;
let committed = 0;

async function store(batch: ReceivedMessage[]): Promise<void> {
  if (HOLD_AFTER !== '' && committed >= Number(HOLD_AFTER)) {
    process.stdout.write(`holding ${batch.length}\n`);
    return new Promise(() => undefined);
  }
  appendFileSync(LEDGER, batch.map((row) => `${JSON.stringify({ payload: row.payload.toString(), duplicate: row.duplicate })}\n`).join(''));
  const file = openSync(LEDGER, 'r+');
  fsyncSync(file);
  closeSync(file);
  committed += batch.length;
}

writeFileSync(LEDGER, '', { flag: 'a' });
const subscriber = new MqttSubscriber({
  url: BROKER_URL,
  clientId: CLIENT_ID,
  protocolVersion: 5,
  filters: [TOPIC],
  ...(SHARE_GROUP === '' ? {} : { shareGroup: SHARE_GROUP }),
  commit: { maximumBatch: 40 },
  decode: () => [],
  store,
  now: Date.now, log: () => undefined,
});
subscriber.start();
void subscriber.ready().then(() => process.stdout.write('ready\n'));
