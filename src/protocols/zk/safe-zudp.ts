import { SafeZtcp, type TransportOptions } from './safe-ztcp';
import { UdpWire } from './udp-wire';

/**
 * The same conversation over datagrams. The library's own zudp is not the base: it has no option helpers and neither its bulk read nor
 * its record layouts work (zk.md A.1, D22), so nothing of it would be left.
 */
export class SafeZudp extends SafeZtcp {
  constructor(options: TransportOptions) {
    super(options, new UdpWire(options));
  }
}
