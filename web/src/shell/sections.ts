import { type Icon, IconBuildingStore, IconCalendarClock, IconCalendarMonth, IconChartDots, IconClipboardCheck, IconDeviceDesktopAnalytics, IconEye, IconFileText, IconGavel, IconInbox, IconMessageExclamation, IconMessageHeart, IconScale, IconSettings, IconSun, IconTicket, IconUsers } from '@tabler/icons-react';
import { may, type Me, type Permission } from '../access/me';

/** A page of the left rail. */
export interface Section {
  readonly key: 'today' | 'review' | 'cases' | 'requests' | 'complaints' | 'services' | 'counter' | 'voice' | 'people' | 'plan' | 'reports' | 'terminals' | 'rules' | 'settings' | 'me' | 'myCalendar' | 'myRequests' | 'supervision' | 'mySupervision' | 'performance' | 'myPerformance';
  /** The word for the bar of a phone, where the other is too long for it. */
  readonly short?: 'casesShort';
  readonly to: string;
  readonly icon: Icon;
  /** Whoever may do one of these sees it; its pages say so to everybody else. */
  readonly needs: readonly Permission[];
  /** Number of what waits, from the overview. */
  readonly count?: 'review' | 'cases' | 'requests' | 'complaints';
}

/** How many sections of the first group the bar of a phone has room for; the others are in its sheet. */
export const barLength = 4;

/** The rail: work, then data, then machines and rules. */
export const sections: readonly (readonly Section[])[] = [
  [
    { key: 'today', to: '/', icon: IconSun, needs: ['reports.read'] },
    { key: 'review', to: '/review', icon: IconClipboardCheck, needs: ['violations.read'], count: 'review' },
    { key: 'cases', short: 'casesShort', to: '/cases', icon: IconGavel, needs: ['cases.read'], count: 'cases' },
    { key: 'requests', to: '/requests', icon: IconInbox, needs: ['requests.read'], count: 'requests' },
    { key: 'supervision', to: '/supervision', icon: IconEye, needs: ['differences.read', 'notes.read'] },
    { key: 'performance', to: '/performance', icon: IconChartDots, needs: ['reports.read'] },
  ],
  [
    { key: 'complaints', to: '/complaints', icon: IconMessageExclamation, needs: ['service.write'], count: 'complaints' },
    { key: 'services', to: '/services', icon: IconBuildingStore, needs: ['service.read'] },
    { key: 'voice', to: '/voice', icon: IconMessageHeart, needs: ['service.read'] },
    { key: 'counter', to: '/counter', icon: IconTicket, needs: ['tickets.write'] },
  ],
  [
    { key: 'people', to: '/people', icon: IconUsers, needs: ['people.read'] },
    { key: 'plan', to: '/plan', icon: IconCalendarClock, needs: ['plan.read'] },
    { key: 'reports', to: '/reports', icon: IconFileText, needs: ['reports.read'] },
  ],
  [
    { key: 'terminals', to: '/terminals', icon: IconDeviceDesktopAnalytics, needs: ['terminals.read'] },
    { key: 'rules', to: '/rules', icon: IconScale, needs: ['office.read'] },
    { key: 'settings', to: '/settings', icon: IconSettings, needs: ['users.read', 'tokens.write', 'audit.read', 'settings.write'] },
  ],
];

/** What an employee without another role sees. */
export const ownSections: readonly (readonly Section[])[] = [
  [
    { key: 'me', to: '/me', icon: IconSun, needs: ['days.read'] },
    { key: 'myCalendar', to: '/my-calendar', icon: IconCalendarMonth, needs: ['days.read'] },
    { key: 'myRequests', to: '/my-requests', icon: IconInbox, needs: ['requests.read'] },
    { key: 'mySupervision', to: '/my-supervision', icon: IconEye, needs: ['differences.read'] },
    { key: 'myPerformance', to: '/my-performance', icon: IconChartDots, needs: ['people.read'] },
  ],
];

/** The sections of somebody, as groups: an employee without another role sees the own ones. */
export function sectionsOf(me: Me): readonly (readonly Section[])[] {
  const groups = isOnlyEmployee(me) ? ownSections : sections;
  return groups.map((group) => group.filter((section) => maySee(me, section))).filter((group) => group.length > 0);
}

const maySee = (me: Me, { needs }: Section): boolean => needs.some((permission) => may(me, permission));

/** Whether somebody may open an address: the section decides under whose address it lies. */
export function mayOpen(me: Me, pathname: string): boolean {
  const section = [...sections, ...ownSections].flat().find(({ to }) => isWithin(pathname, to));
  return section === undefined || maySee(me, section);
}

/** Whether an address belongs to a section. */
export const isWithin = (pathname: string, to: string): boolean => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`));

/** Whether somebody sees own data only. */
export const isOnlyEmployee = ({ roles }: Pick<Me, 'roles'>): boolean => roles.length > 0 && roles.every(({ role }) => role === 'employee');
