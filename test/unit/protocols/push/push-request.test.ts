import { ProtocolError } from '../../../../src/protocols/errors';
import { classifyPushRequest, protocolOf } from '../../../../src/protocols/push/push-request';

const endpointOf = (target: string, method = 'GET') => classifyPushRequest(method, target)?.endpoint ?? null;

describe('classifyPushRequest', () => {
  it.each([
    ['GET', '/iclock/cdata?SN=A1&options=all', 'handshake'],
    ['GET', '/iclock/cdata?SN=A1&type=time', 'time'],
    ['GET', '/iclock/cdata?SN=A1&table=RemoteAtt&PIN=7', 'remote-attendance'],
    ['POST', '/iclock/cdata?SN=A1&table=ATTLOG&Stamp=9999', 'upload'],
    ['POST', '/iclock/cdata?SN=A1&type=PostVerifyData', 'verify-data'],
    ['POST', '/iclock/fdata?SN=A1&table=ATTPHOTO', 'upload'],
    ['POST', '/iclock/edata?SN=A1&table=ATTLOG', 'upload'],
    ['GET', '/iclock/getrequest?SN=A1', 'getrequest'],
    ['POST', '/iclock/devicecmd?SN=A1', 'devicecmd'],
    ['GET', '/iclock/ping?SN=A1', 'ping'],
    ['POST', '/iclock/exchange?SN=A1&type=publickey', 'exchange'],
    ['POST', '/iclock/querydata?SN=A1', 'querydata'],
    ['GET', '/iclock/rtdata?SN=A1&type=time', 'rtdata'],
    ['POST', '/iclock/registry?SN=A1', 'registry'],
    ['GET', '/iclock/push?SN=A1', 'push'],
    ['POST', '/iclock/push?SN=A1', 'push'],
    ['GET', '/iclock/file?SN=A1&url=x', 'file'],
    ['GET', '/iclock/FileName=fw.bin?SN=A1', 'file'],
    ['GET', '/iclock/test?SN=A1', 'notice'],
    ['GET', '/iclock/service/control?SN=A1', 'notice'],
  ])('%s %s is %s', (method, target, endpoint) => {
    expect(endpointOf(target, method)).toBe(endpoint);
  });

  it.each([
    '//iclock/getrequest?SN=A1',
    '/ICLOCK/GetRequest?SN=A1',
    '/iclock/getrequest/?SN=A1',
    '/iclock/getrequest.aspx?SN=A1',
    '/iclock/iclock/getrequest?SN=A1',
    '/iclock//getrequest?sn=A1',
    'http://10.0.0.9:8090/iclock/getrequest?SN=A1',
  ])('takes the spelling %s (push.md A10)', (target) => {
    expect(classifyPushRequest('GET', target)).toMatchObject({ endpoint: 'getrequest', serial: 'A1' });
  });

  it.each([
    '/',
    '/iclock',
    '/iclock/',
    '/api/cdata?SN=A1',
    '/iclock/constructor?SN=A1',
    '/iclock/cdata/more?SN=A1',
    '/xiclock/ping?SN=A1',
  ])('leaves %s alone', (target) => expect(endpointOf(target)).toBeNull());

  it('knows no other method', () => {
    expect(endpointOf('/iclock/ping?SN=A1', 'DELETE')).toBeNull();
  });

  it.each(['', '?SN=', '?SN=A1&SN=A1', '?SN=A1&sn=B2', '?SN=A%0A1', '?SN=../x', `?SN=${'A'.repeat(65)}`])(
    'refuses the serial of %s',
    (search) => {
      expect(() => classifyPushRequest('GET', `/iclock/ping${search}`)).toThrow(ProtocolError);
    },
  );

  it('reads a query in any case, plus signs as plus signs, broken percent signs as they are', () => {
    const { query } = classifyPushRequest('GET', '/iclock/getrequest?sn=A1&INFO=Ver%208+1,2&x=%zz&PushVer=2.4.1') ?? {
      query: new Map(),
    };
    expect(Object.fromEntries(query)).toEqual({ sn: 'A1', info: 'Ver 8+1,2', x: '%zz', pushver: '2.4.1' });
  });
});

describe('protocolOf', () => {
  const settle = (target: string, known: 'att' | 'acc' | null, method = 'POST') => {
    const request = classifyPushRequest(method, target);
    if (request === null) throw new Error('not ours');
    return protocolOf(request, known);
  };

  it.each([
    ['/iclock/cdata?SN=A1&table=ATTLOG&DeviceType=acc', null, 'acc'],
    ['/iclock/cdata?SN=A1&table=rtlog', 'att', 'acc'],
    ['/iclock/cdata?SN=A1&table=ATTLOG', 'acc', 'att'],
    ['/iclock/registry?SN=A1', null, 'acc'],
    ['/iclock/devicecmd?SN=A1', 'acc', 'acc'],
    ['/iclock/devicecmd?SN=A1', null, 'att'],
    ['/iclock/devicecmd?SN=A1&pushver=3.1.2', null, 'att'],
  ] as const)('%s of a device known as %s speaks %s (push.md A1)', (target, known, protocol) => {
    expect(settle(target, known)).toBe(protocol);
  });
});
