import { useQueries, useQuery } from '@tanstack/react-query';
import { api, answerOf, send, type Schema } from '../../api/client';
import { type Overview, overviewQuery } from '../../shell/overview';
import { doorCondition, type Condition, terminalCondition } from './condition';

/** A terminal as the API shows it. */
export type Terminal = Schema<'TerminalItem'>;
/** A door sensor as the API shows it. */
export type DoorSensor = Schema<'DoorSensorItem'>;

/** What befell a terminal, as the list of all terminals needs it. */
export interface FleetIncident {
  readonly serial: string;
  readonly kind: string;
  readonly fromAt: string;
  readonly toAt: string | null;
  readonly fault: boolean;
}

/** A span of the last 24 hours in which nothing was heard, in epoch ms. */
export interface Silence {
  readonly fromAt: number;
  readonly toAt: number;
}

/** A terminal or a door sensor as one row. */
export interface Device {
  readonly key: string;
  readonly kind: 'terminal' | 'door';
  readonly name: string;
  readonly unitId: string | null;
  readonly unitName: string;
  readonly condition: Condition;
  readonly silences: readonly Silence[];
  /** Epoch ms since when the service knows it; null = not known. */
  readonly sinceAt: number | null;
  readonly offsetSeconds: number | null;
  readonly stored: number | null;
  readonly terminal?: Terminal;
  readonly door?: DoorSensor;
}

const dayMs = 86_400_000;
const silenceKinds = new Set(['outage', 'power-loss']);

const unitNameOf = (overview: Overview | undefined, id: string | null): string => overview?.units.find((unit) => unit.id === id)?.name ?? '';

function clipped(fromAt: number, toAt: number, now: number): Silence | null {
  const [from, to] = [Math.max(fromAt, now - dayMs), Math.min(toAt, now)];
  return to > from ? { fromAt: from, toAt: to } : null;
}

function terminalSilences(terminal: Terminal, condition: Condition, incidents: readonly FleetIncident[], now: number): Silence[] {
  const spans = incidents.filter(({ serial, kind }) => serial === terminal.serial && silenceKinds.has(kind)).map(({ fromAt, toAt }) => clipped(Date.parse(fromAt), toAt === null ? now : Date.parse(toAt), now));
  if (condition.state === 'silent') spans.push(clipped(condition.sinceAt ?? 0, now, now));
  return spans.filter((span) => span !== null);
}

function deviceOfTerminal(terminal: Terminal, overview: Overview | undefined, incidents: readonly FleetIncident[], now: number): Device {
  const condition = terminalCondition(terminal, now, overview?.terminals.find(({ serialNumber }) => serialNumber === terminal.serial)?.state);
  return {
    key: `t:${terminal.serial}`,
    kind: 'terminal',
    name: terminal.name || terminal.serial,
    unitId: terminal.unitId,
    unitName: unitNameOf(overview, terminal.unitId),
    condition,
    silences: terminalSilences(terminal, condition, incidents, now),
    sinceAt: Date.parse(terminal.firstSeenAt),
    offsetSeconds: terminal.health?.clockOffsetSeconds ?? null,
    stored: terminal.health?.storedRecords ?? null,
    terminal,
  };
}

function deviceOfDoor(door: DoorSensor, overview: Overview | undefined, now: number): Device {
  const condition = doorCondition(door, now);
  const silence = condition.state === 'silent' ? clipped(condition.sinceAt ?? 0, now, now) : null;
  return { key: `d:${door.code}`, kind: 'door', name: door.name || door.code, unitId: door.unitId, unitName: unitNameOf(overview, door.unitId), condition, silences: silence ? [silence] : [], sinceAt: doorKnownAt(door, now), offsetSeconds: null, stored: null, door };
}

/** What a sensor was before the span in which it is known to have worked nobody knows. */
const doorKnownAt = ({ health }: DoorSensor, now: number): number => {
  const known = health?.workingSinceAt ?? health?.availabilitySinceAt ?? health?.lastContactAt;
  return known ? Date.parse(known) : now;
};

/** The query of all terminals. */
export const terminalsQuery = { queryKey: ['terminals', 'list'], queryFn: () => answerOf(api.GET('/api/v1/terminals')), refetchInterval: 30_000 };

const doorsQuery = { queryKey: ['terminals', 'doors'], queryFn: () => answerOf(api.GET('/api/v1/door-sensors')), refetchInterval: 30_000 };

// A list that does not come must not take the terminals with it: the line of a day then shows only the present silence.
const incidentsQuery = {
  queryKey: ['terminals', 'incidents'],
  queryFn: () => send<{ items: readonly FleetIncident[] }>('GET', `/api/v1/incidents?since=${encodeURIComponent(new Date(Date.now() - dayMs).toISOString())}&pageSize=500`),
  refetchInterval: 60_000,
};

/** All terminals and doors, what needs attention first, the longest silence at the top. */
export function useFleet() {
  const { data: overview, dataUpdatedAt } = useQuery(overviewQuery);
  const terminals = useQuery(terminalsQuery);
  const doors = useQuery(doorsQuery);
  const incidents = useQuery(incidentsQuery);
  // Spans count up to the time of the service; the clock of whoever looks may be wrong.
  const ahead = overview ? Date.parse(overview.now) - dataUpdatedAt : 0;
  const now = Math.max(terminals.dataUpdatedAt, doors.dataUpdatedAt) + ahead;
  const devices = [
    ...(terminals.data ?? []).map((terminal) => deviceOfTerminal(terminal, overview, incidents.data?.items ?? [], now)),
    ...(doors.data ?? []).map((door) => deviceOfDoor(door, overview, now)),
  ].sort((a, b) => a.condition.rank - b.condition.rank || (a.condition.sinceAt ?? now) - (b.condition.sinceAt ?? now) || a.name.localeCompare(b.name));
  return { devices, overview, now, loading: terminals.isPending || doors.isPending, error: terminals.error ?? doors.error, retry: () => void Promise.all([terminals.refetch(), doors.refetch()]) };
}

/** How many people of the units of silent devices cannot be judged today, by device key; a unit is asked once. */
export function useAffected(devices: readonly Device[], today: string | undefined): ReadonlyMap<string, number> {
  const concerned = devices.filter(({ kind, condition, unitId }) => kind === 'terminal' && condition.state === 'silent' && unitId !== null).slice(0, 30);
  const units = [...new Set(concerned.map(({ unitId }) => unitId as string))];
  const answers = useQueries({
    queries: units.map((unitId) => ({
      queryKey: ['terminals', 'affected', unitId, today],
      queryFn: () => send<{ total: number }>('GET', `/api/v1/attendance-days?unitId=${encodeURIComponent(unitId)}&from=${today}&to=${today}&status=PENDING&pageSize=1`),
      enabled: today !== undefined,
    })),
  });
  const byUnit = new Map(units.map((unitId, index) => [unitId, answers[index]?.data?.total ?? 0]));
  return new Map(concerned.map(({ key, unitId }) => [key, byUnit.get(unitId as string) ?? 0]));
}
