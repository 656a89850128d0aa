import { readFileSync } from 'node:fs';
import { type Config } from '../../platform/config';
import { ConfigurationError, messageOf } from '../../platform/errors';
import { MqttEmbeddedBroker, type MqttEmbeddedBrokerOptions } from '../mqtt/mqtt-embedded-broker';
import { type MqttTls } from '../mqtt/mqtt-subscriber';

/** Ports that are tried for the embedded broker when none was asked for. */
const usualPort = 1883;
const triedPorts = 10;

/** Where the external broker is, with the credentials apart: an address is logged, a password never. */
export function brokerAddress(mqttUrl: string): { url: string; username?: string; password?: string } {
  const url = new URL(mqttUrl);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  return {
    url: url.toString(),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}

/**
 * The certificates of the configuration.
 * @throws ConfigurationError when a file cannot be read
 */
export function readTls({ mqttTls }: Config): MqttTls | null {
  const problems: string[] = [];
  const read = (variable: string, path: string | null): { [name: string]: Buffer } => {
    if (path === null) return {};
    try {
      return { [variable]: readFileSync(path) };
    } catch (error) {
      problems.push(`MQTT_${variable.toUpperCase()}: ${messageOf(error)}`);
      return {};
    }
  };
  const tls: MqttTls = { ...read('ca', mqttTls.ca), ...read('cert', mqttTls.cert), ...read('key', mqttTls.key) };
  if ((tls.cert === undefined) !== (tls.key === undefined)) problems.push('MQTT_CERT and MQTT_KEY belong together');
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.keys(tls).length === 0 ? null : tls;
}

/** A broker that listens, and where. */
export interface ListeningBroker {
  readonly broker: MqttEmbeddedBroker;
  readonly port: number;
  /** The usual port was taken. */
  readonly moved: boolean;
}

/**
 * Starts the embedded broker on the port of the configuration, or else on the usual one or the next that is free.
 * @throws ConfigurationError when the port cannot be had
 */
export async function startEmbeddedBroker(config: Config, options: Omit<MqttEmbeddedBrokerOptions, 'port' | 'host'>): Promise<ListeningBroker> {
  const { mqttHost: host, mqttPort } = config;
  const ports = mqttPort === null ? Array.from({ length: triedPorts }, (_, index) => usualPort + index) : [mqttPort];
  for (const port of ports) {
    const broker = new MqttEmbeddedBroker({ ...options, host, port });
    try {
      return { broker, port: await broker.start(), moved: mqttPort === null && port !== usualPort };
    } catch (error) {
      await broker.stop();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || mqttPort !== null) throw new ConfigurationError([`MQTT_PORT: cannot listen on ${host}:${port} (${messageOf(error)})`]);
    }
  }
  throw new ConfigurationError([`MQTT_PORT: the ports ${ports[0]} to ${ports.at(-1)} are all taken; name a free one`]);
}
