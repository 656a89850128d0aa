import { addDays, weekday } from '../../src/core/time/calendar';
import { cityToday, type ConsoleCity, employeeIdOf, unitIdOf } from './console-people';

/** Officers see the whole city, heads of unit their own, people their own days; an administrator reads the audit. */
export type Visitor = 'officer' | 'head' | 'employee' | 'administrator';

/** What they ask for under one name; `{me}` in a path is the person who asks. */
export interface Asked {
  readonly name: string;
  readonly by: Visitor;
  readonly paths: readonly string[];
  /** Milliseconds that each rests between two questions, where that is not the whole measurement's. */
  readonly pauseMs?: number;
}

/**
 * What the goal is set for: the violation list, today, an employee's year, and all that the console asks for together. Twenty who never rest keep two
 * processors busy whatever they ask for: of everything mixed, where nearly every question is another one, that says how much is done in a second, and
 * how long somebody waits is said by those who look at each page for a second.
 */
export const hasGoal = ({ name, pauseMs }: Asked): boolean => /^(today|review|employee year)/.test(name) || (name.startsWith('everything') && pauseMs !== undefined);

const yesterday = addDays(cityToday, -1);
/** What the page of the own day asks for, on a phone. */
const ownDay = ['attendance-days?from=2026-11-10&to=2026-11-24&pageSize=50&sort=-workDate', 'violations?from=2026-09-23&to=2026-11-24&pageSize=100&sort=-workDate', 'requests?pageSize=50&sort=-filedAt'].map((query) => `/api/v1/${query}&employeeId={me}`);
const people = (city: ConsoleCity): string[] => Array.from({ length: 400 }, (_, number) => employeeIdOf((number * 7919) % city.employees));
/** Working days before today, newest first. */
const workingDays = Array.from({ length: 60 }, (_, back) => addDays(cityToday, -1 - back)).filter((date) => weekday(date) <= 5);
const texts = ['sari', 'wibowo', 'Putri', 'har', '1985', '19', 'Nugroho', 'dewi an', 'zzz'];
const tabs = ['review', 'waiting', 'explanation', 'done'];

/** Everything that is measured, in the order of a morning; the first is the baseline: who am I, one query and no list. */
export function asked(city: ConsoleCity): Asked[] {
  const review = (query: string): string => `/api/v1/review?pageSize=100&${query}`;
  const day = (date: string): string => `from=${date}&to=${date}`;
  const month = `from=2026-10-01&to=2026-10-31`;
  const routes: Asked[] = [
    { name: 'baseline', by: 'officer', paths: ['/api/v1/me'] },
    { name: 'overview', by: 'officer', paths: ['/api/v1/overview'] },
    { name: 'today', by: 'officer', paths: ['/api/v1/today'] },
    { name: 'today', by: 'head', paths: ['/api/v1/today'] },
    { name: 'today of a unit', by: 'officer', paths: Array.from({ length: 40 }, (_, unit) => `/api/v1/today?unitId=${unitIdOf(unit)}`) },
    { name: 'review counts of a day', by: 'officer', paths: workingDays.map((date) => `/api/v1/review/counts?${day(date)}`) },
    { name: 'review counts of all dates', by: 'officer', paths: ['/api/v1/review/counts'] },
    { name: 'review counts of all dates', by: 'head', paths: ['/api/v1/review/counts'] },
    { name: 'review of yesterday', by: 'officer', paths: tabs.map((tab) => review(`tab=${tab}&${day(yesterday)}`)) },
    { name: 'review of yesterday', by: 'head', paths: tabs.map((tab) => review(`tab=${tab}&${day(yesterday)}`)) },
    { name: 'review of a day, sorted', by: 'officer', paths: ['name', '-minutes', 'kind', 'unit'].flatMap((sort) => workingDays.slice(0, 12).map((date) => review(`tab=done&${day(date)}&sort=${sort}`))) },
    { name: 'review of a month, kinds and categories', by: 'officer', paths: ['absence', 'late-arrival', 'missing-out'].flatMap((kind) => ['PNS', 'PPPK'].map((category) => review(`tab=done&${month}&kind=${kind}&category=${category}`))) },
    { name: 'review of a month, text', by: 'officer', paths: texts.map((text) => review(`tab=done&${month}&text=${encodeURIComponent(text)}`)) },
    { name: 'review of all dates', by: 'officer', paths: tabs.map((tab) => review(`tab=${tab}`)) },
    { name: 'review of all dates', by: 'head', paths: tabs.map((tab) => review(`tab=${tab}`)) },
    { name: 'review of all dates, pages of what is done', by: 'officer', paths: [1, 2, 7, 50, 300, 1000].map((page) => review(`tab=done&page=${page}`)) },
    { name: 'review of all dates, sorted', by: 'officer', paths: ['name', '-minutes', 'kind', '-workDate'].map((sort) => review(`tab=done&sort=${sort}`)) },
    { name: 'review of all dates, text', by: 'officer', paths: texts.map((text) => review(`tab=done&text=${encodeURIComponent(text)}`)) },
    { name: 'day in the panel', by: 'officer', paths: people(city).map((id, number) => `/api/v1/review/${id}/${workingDays[number % workingDays.length] ?? ''}/1`) },
    { name: 'violations of a day', by: 'officer', paths: workingDays.map((date) => `/api/v1/violations?${day(date)}`) },
    { name: 'violations of a month, sorted', by: 'officer', paths: ['-minutes', 'name', '-workDate'].map((sort) => `/api/v1/violations?${month}&sort=${sort}`) },
    { name: 'violations nobody has looked at', by: 'officer', paths: ['/api/v1/violations?state=unverified', '/api/v1/violations?state=unverified&sort=-workDate'] },
    { name: 'violations', by: 'head', paths: ['/api/v1/violations', `/api/v1/violations?${month}&kind=late-arrival`] },
    { name: 'violations of all dates', by: 'officer', paths: ['', 'sort=-workDate', 'page=2000', 'kind=absence', 'state=verified&page=300'].map((query) => `/api/v1/violations?${query}`) },
    { name: 'violations of all dates, sorted', by: 'officer', paths: ['name', '-minutes', 'kind', '-days'].map((sort) => `/api/v1/violations?sort=${sort}`) },
    { name: 'employee year', by: 'officer', paths: people(city).flatMap((id) => [`/api/v1/employees/${id}/year/2026`, `/api/v1/employees/${id}/year/2025`]) },
    { name: 'people', by: 'officer', paths: [1, 2, 40, 190].map((page) => `/api/v1/employees?sort=name&page=${page}`) },
    { name: 'people by text', by: 'officer', paths: texts.map((text) => `/api/v1/employees?pageSize=8&text=${encodeURIComponent(text)}`) },
    { name: 'people of a unit', by: 'officer', paths: Array.from({ length: 40 }, (_, unit) => `/api/v1/employees?sort=name&unit=U${String(unit).padStart(2, '0')}`) },
    { name: 'people', by: 'head', paths: ['/api/v1/employees?sort=name', '/api/v1/employees?sort=name&text=sari'] },
    { name: 'people by unit', by: 'officer', paths: [1, 40, 190].map((page) => `/api/v1/employees?sort=unit&page=${page}`) },
    { name: 'people of the city', by: 'officer', paths: [1, 40, 190].map((page) => `/api/v1/employees?sort=name&unit=KOTA&employed=true&page=${page}`) },
    { name: 'my day', by: 'employee', paths: ['/api/v1/me', ...ownDay] },
    { name: 'my year', by: 'employee', paths: ['/api/v1/employees/{me}/year/2026'] },
    { name: 'cases', by: 'officer', paths: ['ended=false', 'ended=false&text=sari', 'ended=true&sort=-changedAt', 'reviewNeeded=true', ...Array.from({ length: 16 }, (_, unit) => `ended=false&unitId=${unitIdOf(unit)}`)].map((query) => `/api/v1/cases?year=2026&pageSize=50&${query}`) },
    { name: 'cases, 500 at once', by: 'officer', paths: ['/api/v1/cases?year=2026&pageSize=500&ended=false', '/api/v1/cases?year=2025&pageSize=500&ended=false'] },
    { name: 'cases', by: 'head', paths: ['/api/v1/cases?year=2026&ended=false&pageSize=500', '/api/v1/cases?year=2025&pageSize=50'] },
    { name: 'requests', by: 'officer', paths: ['state=requested&sort=filedAt', 'sort=-filedAt', 'state=approved&sort=-filedAt&page=300', 'kind=leave&sort=-filedAt&page=2', 'sort=-fromDate', ...Array.from({ length: 15 }, (_, unit) => `sort=-filedAt&unitId=${unitIdOf(unit)}`)].map((query) => `/api/v1/requests?${query}`) },
    { name: 'requests', by: 'head', paths: ['/api/v1/requests?state=requested&sort=filedAt', '/api/v1/requests?sort=-filedAt'] },
    { name: 'attendance days of a date', by: 'officer', paths: workingDays.slice(0, 20).map((date) => `/api/v1/attendance-days?${day(date)}`) },
    { name: 'attendance days of a month', by: 'head', paths: ['', 'sort=-lateMinutes', 'status=PRESENT'].map((query) => `/api/v1/attendance-days?${month}&${query}`) },
    { name: 'accounts of a year', by: 'officer', paths: ['sort=-verifiedDays', 'sort=-lateMinutes', 'mostDaysToNext=3', 'minimumDays=10'].map((query) => `/api/v1/accounts?year=2026&${query}`) },
    { name: 'accounts of a year', by: 'head', paths: ['/api/v1/accounts?year=2026&sort=-verifiedDays'] },
    { name: 'terminals', by: 'officer', paths: ['/api/v1/terminals', '/api/v1/door-sensors', '/api/v1/rejected-records?status=open&pageSize=1', '/api/v1/incidents?pageSize=50'] },
    { name: 'audit', by: 'administrator', paths: ['', 'action=seen', 'actor=user:hr-officer-3', 'subjectKind=employee', 'subjectId=e00', 'from=2026-11-24&to=2026-11-24'].map((query) => `/api/v1/audit?${query}`) },
  ];
  const everything = mixed(routes.filter(({ name, by }) => by === 'officer' && !name.startsWith('violations of') && !name.startsWith('cases,')));
  return [...routes, { name: 'everything, mixed', by: 'officer', paths: everything }, { name: 'everything, a second for each', by: 'officer', paths: everything, pauseMs: 1000 }];
}

/** One question of each kind after the other, each time another one of its kind. */
const mixed = (routes: readonly Asked[]): string[] => Array.from({ length: 20 }, (_, round) => routes.map(({ paths }) => paths[(round * 7) % paths.length] ?? '')).flat();
