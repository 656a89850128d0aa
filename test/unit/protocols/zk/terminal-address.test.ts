import { parseTerminalAddress } from '../../../../src/protocols/zk/terminal-address';

describe('the address of a terminal', () => {
  it.each([
    ['192.0.2.10', { host: '192.0.2.10' }],
    ['192.0.2.10:4371', { host: '192.0.2.10', port: 4371 }],
    ['mesin-1.kantor.local:4370', { host: 'mesin-1.kantor.local', port: 4370 }],
    [' lobi ', { host: 'lobi' }],
    ['::1', { host: '::1' }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['[::1]', { host: '::1' }],
    ['[2001:db8::7]:4371', { host: '2001:db8::7', port: 4371 }],
  ])('%s', (text, address) => expect(parseTerminalAddress(text)).toEqual(address));

  it.each(['', ':4370', 'host:', 'host:0', 'host:65536', 'host:99999', 'host:port', 'host:1:2', '[::1', '[host]:4370', '[::1]:0', 'a b'])('"%s" is none', (text) => expect(parseTerminalAddress(text)).toBeNull());
});
