import { type BrokerAccess } from '../mqtt/mqtt-embedded-broker';
import { type DeviceAccounts } from './device-accounts';
import { type DoorFleet } from './door-fleet';

/**
 * Who may do what on the embedded broker. A forged "closed" is a forged fact about somebody's presence (mqtt.md C2), therefore: no
 * device without an account unless the site says so, a topic of a sensor only under the account of that sensor, and nobody reads along.
 * What else devices publish (telemetry, discovery) is let through and not kept.
 */
export function doorAccess(accounts: DeviceAccounts, fleet: () => DoorFleet, anonymousAllowed: boolean): BrokerAccess {
  return {
    authenticate: async ({ username, password }) => {
      if (username === null) return anonymousAllowed;
      return password !== null && (await accounts.isRight(username, password));
    },
    mayPublish: ({ username }, topic) => {
      const owners = fleet().listeners(topic);
      if (owners.length === 0) return 'ignore';
      // Without an account a sensor belongs to whoever is anonymous, which is nobody unless the site allows it.
      return owners.every(({ sensor }) => sensor.account === username) ? 'keep' : 'refuse';
    },
    maySubscribe: () => false,
  };
}
