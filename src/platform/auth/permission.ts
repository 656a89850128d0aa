/** The roles that can be granted, from the widest to the narrowest. */
export const roles = ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit', 'inspector', 'employee'] as const;
/** One of the roles. */
export type Role = (typeof roles)[number];

const everybody = [...roles];
const staff: readonly Role[] = ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit', 'inspector'];
const readers: readonly Role[] = ['administrator', 'hr-officer', 'head-of-unit', 'inspector'];
const officers: readonly Role[] = ['administrator', 'hr-officer'];
const unitOfficers: readonly Role[] = ['administrator', 'hr-officer', 'unit-admin'];
const administrator: readonly Role[] = ['administrator'];

/** Every permission word with the roles that hold it: the one table of who may do what. How far it goes is the reach of the grant. */
export const permissions = {
  /** Units, shifts, schedules, holidays, leave types, letters, regulations: no person in them. */
  'office.read': everybody,
  'people.read': everybody,
  'people.write': unitOfficers,
  'plan.read': everybody,
  'plan.write': unitOfficers,
  'plan.import': officers,
  'days.read': everybody,
  'punches.read': everybody,
  'observations.read': staff,
  'observations.run': officers,
  'requests.read': everybody,
  'requests.file': ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit', 'employee'],
  'requests.decide': ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit'],
  'requests.import': officers,
  'papers.read': everybody,
  'papers.write': ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit', 'employee'],
  'violations.read': everybody,
  'violations.decide': unitOfficers,
  'explanations.ask': ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit'],
  'explanations.give': ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit', 'employee'],
  'accounts.read': everybody,
  /** Cases are confidential until a decision is handed over: not for unit admins, and not for the person. */
  'cases.read': readers,
  'cases.act': ['administrator', 'hr-officer', 'head-of-unit'],
  'records.read': readers,
  'months.read': staff,
  'months.decide': officers,
  'months.lock': officers,
  'reports.read': staff,
  'reports.write': officers,
  /** Counts of cases and outcomes of a unit, without names: for whom cases are. */
  'monev.read': readers,
  'allowance.read': readers,
  'terminals.read': staff,
  'terminals.write': administrator,
  'doors.read': staff,
  'doors.write': administrator,
  'rejected.read': staff,
  'rejected.write': officers,
  'rules.try': officers,
  'service.read': staff,
  'service.write': officers,
  /** Counters without a queue system: whoever runs the unit moves its tickets on. */
  'tickets.write': ['administrator', 'hr-officer', 'unit-admin', 'head-of-unit'],
  'appraisals.read': ['administrator', 'hr-officer', 'head-of-unit', 'employee'],
  'appraisals.write': ['administrator', 'hr-officer', 'head-of-unit'],
  /** Notes are between superiors and the person; officers are not among their readers. Which note somebody reads is the note's own word. */
  'notes.read': ['head-of-unit', 'inspector', 'employee'],
  'notes.write': ['head-of-unit'],
  'checks.read': readers,
  'checks.write': ['administrator', 'hr-officer', 'head-of-unit'],
  'differences.read': ['administrator', 'hr-officer', 'head-of-unit', 'inspector', 'employee'],
  'differences.decide': ['administrator', 'hr-officer', 'head-of-unit'],
  'users.read': ['administrator', 'inspector'],
  'users.write': administrator,
  'tokens.write': administrator,
  'settings.write': administrator,
  'audit.read': ['administrator', 'inspector'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** What a route asks for. */
export type Permission = keyof typeof permissions;

/** All permission words. */
export const permissionWords = Object.keys(permissions) as Permission[];

/** Whether a role holds a permission. */
export const roleHolds = (role: Role, permission: Permission): boolean => (permissions[permission] as readonly Role[]).includes(role);
