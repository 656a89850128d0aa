import { spawnSync } from 'node:child_process';
import { hasMosquitto } from '../../support/own-mosquitto';

const sharedPort = 1883;

/** The broker that the suite expects at its usual place. */
export const sharedBrokerUrl = `mqtt://127.0.0.1:${sharedPort}`;

/** Whether `describe` may run against a real Mosquitto: missing is a failure in CI and a spoken skip elsewhere. */
export function withMosquitto(shared = true): jest.Describe {
  const installed = hasMosquitto();
  const ready = installed && (!shared || reachable());
  if (ready || process.env['CI'] === 'true') return describe;
  process.stderr.write(`no Mosquitto (${installed ? `nothing listens on port ${sharedPort}` : 'not installed'}): the tests against it are left out\n`);
  return describe.skip;
}

function reachable(): boolean {
  const probe = `const s=require('net').connect(${sharedPort},'127.0.0.1');s.on('connect',()=>process.exit(0));s.on('error',()=>process.exit(1))`;
  return spawnSync(process.execPath, ['-e', probe]).status === 0;
}
