import { type QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect, retainSearchParams } from '@tanstack/react-router';
import { may, meQuery, type Me } from './access/me';
import { send } from './api/client';
import { Problem } from './api/problem';
import { parseSearch, stringifySearch } from './list/url-state';
import { Shell } from './shell/Shell';
import { ErrorState, LoadingRows, MissingPage } from './states/States';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: MissingPage });

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('./pages/sign-in/SignInPage'), 'SignInPage') });
const firstRun = createRoute({ getParentRoute: () => root, path: '/first-run', component: lazyRouteComponent(() => import('./pages/first-run/FirstRunPage'), 'FirstRunPage') });

/** A fresh installation has no account: its first visitor sets it up. */
async function isFirstRun(): Promise<boolean> {
  const answer = await send<{ open?: boolean; needed?: boolean }>('GET', '/api/v1/first-run').catch(() => ({ open: false, needed: false }));
  return answer.open === true || answer.needed === true;
}

/** Nobody is signed in: to the page of signing in, or of the first run. */
async function withAccount(queries: QueryClient, to: string): Promise<Me> {
  try {
    return await queries.ensureQueryData(meQuery);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    if (await isFirstRun()) throw redirect({ to: '/first-run' });
    throw redirect({ to: '/sign-in', search: (to === '/' ? {} : { to }) as never });
  }
}

/** Whoever may not see the office begins with the own day. */
async function toOwnDay(queries: QueryClient): Promise<void> {
  const me = await queries.ensureQueryData(meQuery);
  if (!may(me, 'reports.read') && may(me, 'days.read')) throw redirect({ to: '/me' });
}

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await withAccount(context.queries, location.href);
    if (me.mustChangePassword && location.pathname !== '/password') throw redirect({ to: '/password' });
  },
  errorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
});

const password = createRoute({ getParentRoute: () => signedIn, path: '/password', component: lazyRouteComponent(() => import('./pages/password/PasswordPage'), 'PasswordPage') });

const shell = createRoute({
  getParentRoute: () => signedIn,
  id: 'shell',
  component: Shell,
  search: { middlewares: [retainSearchParams(['unit' as never])] },
});

// One line for each page of the console; its code is loaded when it is opened. The parameter of an address is read with `useParams({ strict: false })`.
const pages = [
  createRoute({ getParentRoute: () => shell, path: '/', beforeLoad: ({ context }) => toOwnDay(context.queries), component: lazyRouteComponent(() => import('./pages/today/TodayPage'), 'TodayPage') }),
  createRoute({ getParentRoute: () => shell, path: '/review', component: lazyRouteComponent(() => import('./pages/review/ReviewPage'), 'ReviewPage') }),
  createRoute({ getParentRoute: () => shell, path: '/cases', component: lazyRouteComponent(() => import('./pages/cases/CasesPage'), 'CasesPage') }),
  createRoute({ getParentRoute: () => shell, path: '/cases/$caseId', component: lazyRouteComponent(() => import('./pages/cases/CasePage'), 'CasePage') }),
  createRoute({ getParentRoute: () => shell, path: '/requests', component: lazyRouteComponent(() => import('./pages/requests/RequestsPage'), 'RequestsPage') }),
  createRoute({ getParentRoute: () => shell, path: '/complaints', component: lazyRouteComponent(() => import('./pages/complaints/ComplaintsPage'), 'ComplaintsPage') }),
  createRoute({ getParentRoute: () => shell, path: '/complaints/import', component: lazyRouteComponent(() => import('./pages/complaints/ComplaintImportPage'), 'ComplaintImportPage') }),
  createRoute({ getParentRoute: () => shell, path: '/complaints/$complaintId', component: lazyRouteComponent(() => import('./pages/complaints/ComplaintPage'), 'ComplaintPage') }),
  createRoute({ getParentRoute: () => shell, path: '/services', component: lazyRouteComponent(() => import('./pages/services/ServicesPage'), 'ServicesPage') }),
  createRoute({ getParentRoute: () => shell, path: '/counter', component: lazyRouteComponent(() => import('./pages/counter/CounterPage'), 'CounterPage') }),
  createRoute({ getParentRoute: () => shell, path: '/voice', component: lazyRouteComponent(() => import('./pages/voice/VoicePage'), 'VoicePage') }),
  createRoute({ getParentRoute: () => shell, path: '/people', component: lazyRouteComponent(() => import('./pages/employee/PeoplePage'), 'PeoplePage') }),
  createRoute({ getParentRoute: () => shell, path: '/people/import', component: lazyRouteComponent(() => import('./pages/people/PeopleImportPage'), 'PeopleImportPage') }),
  createRoute({ getParentRoute: () => shell, path: '/people/units', component: lazyRouteComponent(() => import('./pages/people/UnitsPage'), 'UnitsPage') }),
  createRoute({ getParentRoute: () => shell, path: '/people/enrolments', component: lazyRouteComponent(() => import('./pages/people/EnrolmentsPage'), 'EnrolmentsPage') }),
  createRoute({ getParentRoute: () => shell, path: '/people/$employeeId', component: lazyRouteComponent(() => import('./pages/employee/EmployeePage'), 'EmployeePage') }),
  createRoute({ getParentRoute: () => shell, path: '/plan', component: lazyRouteComponent(() => import('./pages/plan/PlanPage'), 'PlanPage') }),
  createRoute({ getParentRoute: () => shell, path: '/reports', component: lazyRouteComponent(() => import('./pages/reports/ReportsPage'), 'ReportsPage') }),
  createRoute({ getParentRoute: () => shell, path: '/supervision', component: lazyRouteComponent(() => import('./pages/supervision/SupervisionPage'), 'SupervisionPage') }),
  createRoute({ getParentRoute: () => shell, path: '/supervision/roll-call', component: lazyRouteComponent(() => import('./pages/supervision/RollCallPage'), 'RollCallPage') }),
  createRoute({ getParentRoute: () => shell, path: '/supervision/$checkId', component: lazyRouteComponent(() => import('./pages/supervision/CheckPage'), 'CheckPage') }),
  createRoute({ getParentRoute: () => shell, path: '/performance', component: lazyRouteComponent(() => import('./pages/one-page/PerformancePage'), 'PerformancePage') }),
  createRoute({ getParentRoute: () => shell, path: '/people/$employeeId/one-page', component: lazyRouteComponent(() => import('./pages/one-page/EmployeeOnePage'), 'EmployeeOnePage') }),
  createRoute({ getParentRoute: () => shell, path: '/performance/$appraisalId', component: lazyRouteComponent(() => import('./pages/appraisal/AppraisalPage'), 'AppraisalPage') }),
  createRoute({ getParentRoute: () => shell, path: '/my-performance/$appraisalId', component: lazyRouteComponent(() => import('./pages/appraisal/AppraisalPage'), 'AppraisalPage') }),
  createRoute({ getParentRoute: () => shell, path: '/my-performance', component: lazyRouteComponent(() => import('./pages/one-page/EmployeeOnePage'), 'OwnPerformancePage') }),
  createRoute({ getParentRoute: () => shell, path: '/my-supervision', component: lazyRouteComponent(() => import('./pages/supervision/OwnSupervisionPage'), 'OwnSupervisionPage') }),
  createRoute({ getParentRoute: () => shell, path: '/terminals', component: lazyRouteComponent(() => import('./pages/terminals/TerminalsPage'), 'TerminalsPage') }),
  createRoute({ getParentRoute: () => shell, path: '/rules', component: lazyRouteComponent(() => import('./pages/rules/RulesPage'), 'RulesPage') }),
  createRoute({ getParentRoute: () => shell, path: '/settings', component: lazyRouteComponent(() => import('./pages/settings/SettingsPage'), 'SettingsPage') }),
  createRoute({ getParentRoute: () => shell, path: '/me', component: lazyRouteComponent(() => import('./pages/my-day/MyDayPage'), 'MyDayPage') }),
  createRoute({ getParentRoute: () => shell, path: '/me/explain/$date', component: lazyRouteComponent(() => import('./pages/my-day/ExplainPage'), 'ExplainPage') }),
  createRoute({ getParentRoute: () => shell, path: '/me/correction/$date', component: lazyRouteComponent(() => import('./pages/my-day/CorrectionPage'), 'CorrectionPage') }),
  createRoute({ getParentRoute: () => shell, path: '/me/leave', component: lazyRouteComponent(() => import('./pages/my-day/LeavePage'), 'LeavePage') }),
  createRoute({ getParentRoute: () => shell, path: '/my-calendar', component: lazyRouteComponent(() => import('./pages/my-day/MyCalendarPage'), 'MyCalendarPage') }),
  createRoute({ getParentRoute: () => shell, path: '/my-requests', component: lazyRouteComponent(() => import('./pages/my-day/MyRequestsPage'), 'MyRequestsPage') }),
];

/** The router of the console. */
export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: root.addChildren([signIn, firstRun, signedIn.addChildren([password, shell.addChildren(pages)])]),
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingComponent: () => <LoadingRows />,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
    defaultNotFoundComponent: MissingPage,
  });
