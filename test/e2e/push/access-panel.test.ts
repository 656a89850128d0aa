import { AccessPanelSimulator, type PanelEvent } from '../../../devices/simulators/push/access-panel';
import type { PushFault } from '../../../devices/simulators/push/push-fault';
import { closeFronts, type Front, startFront } from './front';

const EVENTS: PanelEvent[] = Array.from({ length: 12 }, (_, number) => ({
  wallClock: `2026-03-02 08:00:${String(number).padStart(2, '0')}`,
  pin: number % 5 === 4 ? '0' : `10${number}`,
  event: number % 5 === 4 ? 200 : 0,
  door: 1,
  inOut: number % 2,
  verifyType: '4',
  cardNo: '77',
}));

let front: Front;
beforeEach(async () => (front = await startFront()));
afterEach(closeFronts);

const panelWith = (faults: PushFault[] = []) =>
  new AccessPanelSimulator({
    baseUrl: front.baseUrl,
    serial: 'ACC1',
    events: EVENTS,
    batchLines: 5,
    faults,
    timeoutMs: 3_000,
  });

/** The events that are kept, each record number once: the panel's own natural key (push.md A4, index). */
function keptEvents(): string[] {
  const byIndex = new Map<string, string>();
  for (const { line } of front.handler.lines) {
    if (line.kind === 'rtlog')
      byIndex.set(line.index ?? '', `${line.wallClock}|${line.pin ?? '0'}|${line.event}|${line.inOut}`);
  }
  return [...byIndex.values()].sort();
}
const truth = EVENTS.map(({ wallClock, pin, event, inOut }) => `${wallClock}|${pin}|${event}|${inOut}`).sort();

it('registers, is configured, and is known at its next handshake', async () => {
  const panel = panelWith();
  expect(await panel.connect()).toBe(true);
  expect(panel.registryCode).toBe('c0de');
  expect(front.handler.callers.map(({ endpoint }) => endpoint)).toEqual(['handshake', 'registry', 'push']);
  const again = panelWith();
  expect(await again.connect()).toBe(true);
  expect(again.registryCode).toBe('c0de');
  expect(front.handler.callers).toHaveLength(4);
});

it.each<[string, PushFault[]]>([
  ['nothing', []],
  ['dropped connections', [{ kind: 'drop', times: 2 }]],
  ['eight copies', [{ kind: 'copies', count: 8 }]],
  ['cut bodies', [{ kind: 'cut', times: 2 }]],
])('events arrive despite %s', async (_, faults) => {
  const panel = panelWith(faults);
  for (let round = 0; round < 6 && (round === 0 || panel.pending > 0); round += 1) await panel.round();
  expect(panel.pending).toBe(0);
  expect(keptEvents()).toEqual(truth);
});

it('its table is acknowledged with its name and count, on its own and as the answer to a query', async () => {
  const panel = panelWith();
  expect(await panel.uploadTable()).toBe(true);
  const entry = front.handler.command({ kind: 'query-transactions' });
  await panel.connect();
  expect(await panel.poll()).toBe(true);
  expect(entry.result).toMatchObject({ outcome: 'done', returnCode: EVENTS.length });
  expect(front.handler.lines).toHaveLength(2 * EVENTS.length);
  expect(keptEvents()).toEqual(truth);
});

it('door states arrive', async () => {
  const panel = panelWith();
  panel.doorState('2026-03-02 08:00:00', 2, 1);
  await panel.round();
  expect(front.handler.lines.find(({ line }) => line.kind === 'rtstate')).toMatchObject({
    line: { sensor: '02', relay: '01', door: '01' },
  });
});

it('a command that only attendance terminals know is refused, not sent', async () => {
  const panel = panelWith();
  await panel.connect();
  front.handler.command({ kind: 'unlock' });
  await panel.poll();
  expect(panel.commands).toEqual([]);
  expect(front.handler.queue).toEqual([]);
});
