import { type Icon, IconCalendarClock, IconCalendarMonth, IconClipboardCheck, IconDeviceDesktopAnalytics, IconFileText, IconGavel, IconInbox, IconScale, IconSettings, IconSun, IconUsers } from '@tabler/icons-react';

/** A page of the left rail. */
export interface Section {
  readonly key: 'today' | 'review' | 'cases' | 'requests' | 'people' | 'plan' | 'reports' | 'terminals' | 'rules' | 'settings' | 'me' | 'myCalendar' | 'myRequests';
  readonly to: string;
  readonly icon: Icon;
  /** Number of what waits, from the overview. */
  readonly count?: 'review' | 'cases' | 'requests';
}

/** The rail: work, then data, then machines and rules. */
export const sections: readonly (readonly Section[])[] = [
  [
    { key: 'today', to: '/', icon: IconSun },
    { key: 'review', to: '/review', icon: IconClipboardCheck, count: 'review' },
    { key: 'cases', to: '/cases', icon: IconGavel, count: 'cases' },
    { key: 'requests', to: '/requests', icon: IconInbox, count: 'requests' },
  ],
  [
    { key: 'people', to: '/people', icon: IconUsers },
    { key: 'plan', to: '/plan', icon: IconCalendarClock },
    { key: 'reports', to: '/reports', icon: IconFileText },
  ],
  [
    { key: 'terminals', to: '/terminals', icon: IconDeviceDesktopAnalytics },
    { key: 'rules', to: '/rules', icon: IconScale },
    { key: 'settings', to: '/settings', icon: IconSettings },
  ],
];

/** What an employee without another role sees. */
export const ownSections: readonly (readonly Section[])[] = [
  [
    { key: 'me', to: '/me', icon: IconSun },
    { key: 'myCalendar', to: '/my-calendar', icon: IconCalendarMonth },
    { key: 'myRequests', to: '/my-requests', icon: IconInbox },
  ],
];
