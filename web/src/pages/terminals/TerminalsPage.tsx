import { Button, Select, TextInput } from '@mantine/core';
import { IconDeviceDesktopAnalytics, IconFilterOff, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { useWords } from '../../i18n/words';
import { type ExportedList, ExportMenu } from '../../list/ExportMenu';
import { useUrlState, type UrlSearch } from '../../list/url-state';
import { Tabs } from '../../panel/Tabs';
import { Page } from '../../shell/Page';
import { shellWords } from '../../shell/shell-words';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { DevicePanel } from './DevicePanel';
import { DeviceTable } from './DeviceTable';
import { type Device, useAffected, useFleet } from './fleet';
import { useMayManage } from './may';
import { PendingTab } from './PendingTab';
import { RejectedTab } from './RejectedTab';
import { TerminalDialog } from './TerminalDialog';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

const tabs = ['all', 'terminals', 'doors', 'pending', 'rejected'] as const;
type Tab = (typeof tabs)[number];
const conditions = ['silent', 'clock', 'other', 'heard'] as const;

/** Terminals and doors, what needs attention first. */
export function TerminalsPage(): ReactNode {
  const say = useWords(terminalWords);
  const shell = useWords(shellWords);
  const [search, change] = useUrlState();
  const [adding, setAdding] = useState(false);
  const fleet = useFleet();
  const mayManage = useMayManage();
  const tab = tabs.find((each) => each === search['tab']) ?? 'all';
  const pending = fleet.devices.filter(({ condition }) => condition.state === 'pending').flatMap(({ terminal }) => (terminal ? [terminal] : []));
  const add = mayManage ? (
    <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
      {say('add')}
    </Button>
  ) : null;
  return (
    <Page title={shell('terminals')} flush actions={add}>
      <FleetTabs tab={tab} devices={fleet.devices} onTab={(next) => change({ tab: next === 'all' ? undefined : next, open: undefined, page: undefined, terminal: undefined, status: undefined, sort: undefined })} />
      {fleet.error ? <ErrorState error={fleet.error} onRetry={fleet.retry} /> : fleet.loading ? <LoadingRows /> : tab === 'pending' ? <PendingTab terminals={pending} today={fleet.overview?.today ?? ''} /> : tab === 'rejected' ? <RejectedTab overview={fleet.overview} /> : <Fleet tab={tab} fleet={fleet} />}
      {adding ? <TerminalDialog overview={fleet.overview} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function FleetTabs({ tab, devices, onTab }: { readonly tab: Tab; readonly devices: readonly Device[]; readonly onTab: (tab: Tab) => void }): ReactNode {
  const say = useWords(terminalWords);
  const held = useQuery({ queryKey: ['terminals', 'rejected', 'count'], queryFn: () => answerOf(api.GET('/api/v1/rejected-records', { params: { query: { status: 'open', pageSize: 1 } } })), refetchInterval: 60_000 });
  const count = (kind: Device['kind']): number => devices.filter((device) => device.kind === kind).length;
  const counts: Record<Tab, number> = { all: devices.length, terminals: count('terminal'), doors: count('door'), pending: devices.filter(({ condition }) => condition.state === 'pending').length, rejected: held.data?.total ?? 0 };
  return <Tabs label={say('tabs')} value={tab} onTab={onTab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`), count: counts[key] }))} />;
}

/** Whether a device is wanted by the filters of the address. */
function isWanted({ kind, name, unitId, unitName, condition, terminal, door }: Device, tab: Tab, search: UrlSearch, unitIds: ReadonlySet<string> | null): boolean {
  if ((tab === 'terminals' && kind !== 'terminal') || (tab === 'doors' && kind !== 'door')) return false;
  if (unitIds && !(unitId !== null && unitIds.has(unitId))) return false;
  const wanted = search['condition'];
  const group = condition.state === 'silent' || condition.state === 'clock' ? condition.state : condition.rank < 4 ? 'other' : 'heard';
  if (wanted && wanted !== group) return false;
  const text = (search['text'] ?? '').toLowerCase();
  return [name, unitName, terminal?.serial ?? '', door?.code ?? '', terminal?.address ?? ''].some((part) => part.toLowerCase().includes(text));
}

/** The lists of the API that hold what is shown, narrowed to just that. */
function exportsOf(shown: readonly Device[], all: readonly Device[], say: (key: 'tab.terminals' | 'tab.doors') => string): readonly ExportedList[] {
  const serialsOf = (devices: readonly Device[]): string[] => devices.flatMap(({ terminal }) => (terminal ? [terminal.serial] : []));
  const codesOf = (devices: readonly Device[]): string[] => devices.flatMap(({ door }) => (door ? [door.code] : []));
  // A whole fleet needs no names, which an address could not hold.
  const named = (some: readonly string[], every: readonly string[]): string | undefined => (some.length < every.length ? some.join(',') : undefined);
  const [serials, codes] = [serialsOf(shown), codesOf(shown)];
  return [
    ...(serials.length > 0 ? [{ name: say('tab.terminals'), path: '/api/v1/terminals', query: { serials: named(serials, serialsOf(all)) } }] : []),
    ...(codes.length > 0 ? [{ name: say('tab.doors'), path: '/api/v1/door-sensors', query: { codes: named(codes, codesOf(all)) } }] : []),
  ];
}

/** A unit and those below it, as the list of the rail has them: depth first. */
function subtree(units: readonly { readonly id: string; readonly depth: number }[], unitId: string | undefined): ReadonlySet<string> | null {
  if (!unitId) return null;
  const start = units.findIndex(({ id }) => id === unitId);
  if (start < 0) return null;
  const after = units.slice(start + 1).findIndex(({ depth }) => depth <= (units[start]?.depth ?? 0));
  return new Set(units.slice(start, after < 0 ? undefined : start + 1 + after).map(({ id }) => id));
}

function Fleet({ tab, fleet }: { readonly tab: Tab; readonly fleet: ReturnType<typeof useFleet> }): ReactNode {
  const say = useWords(terminalWords);
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const { devices, overview, now } = fleet;
  const affected = useAffected(devices, overview?.today);
  const unitIds = subtree(overview?.units ?? [], unitId);
  const shown = devices.filter((device) => isWanted(device, tab, search, unitIds));
  const open = devices.find(({ key }) => key === search['open']);
  if (devices.length === 0) return <EmptyState icon={IconDeviceDesktopAnalytics} title={say('empty.title')} text={say('empty.text')} />;
  return (
    <div className={css['body']}>
      <div className={css['main']} tabIndex={0} role="region" aria-label={say('list')}>
        <div className={css['filters']}>
          <TextInput data-page-search placeholder={say('find')} aria-label={say('find')} leftSection={<IconSearch size={15} />} value={search['text'] ?? ''} onChange={(event) => change({ text: event.currentTarget.value || undefined })} />
          <Select w={170} clearable placeholder={say('condition')} aria-label={say('condition')} value={search['condition'] ?? null} onChange={(next) => change({ condition: next ?? undefined })} data={conditions.map((value) => ({ value, label: say(`choose.${value}`) }))} />
          <ExportMenu lists={exportsOf(shown, devices, say)} />
        </div>
        {shown.length > 0 ? (
          <DeviceTable devices={shown} affected={affected} now={now} openKey={search['open']} onOpen={(key) => change({ open: key })} />
        ) : (
          <EmptyState icon={IconFilterOff} title={say('filtered.title')} text={say('filtered.text', { count: devices.length })}>
            <Button variant="default" onClick={() => change({ text: undefined, condition: undefined, unit: undefined, tab: undefined })}>{say('filtered.clear')}</Button>
          </EmptyState>
        )}
      </div>
      {open ? <DevicePanel key={open.key} device={open} devices={devices} affected={affected.get(open.key) ?? 0} now={now} overview={overview} onClose={() => change({ open: undefined })} /> : null}
    </div>
  );
}
