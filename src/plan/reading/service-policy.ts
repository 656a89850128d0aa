import { type AttendancePolicy, defaultPolicy } from '../../core/attendance/policy';

/**
 * What holds in an office that has decided nothing. A scenario file says all it means; a running service also has terminals that fall silent, and a day
 * whose terminals have not been heard from since is shown but accuses nobody (reconciliation.md rule 13).
 */
export const servicePolicy: AttendancePolicy = { ...defaultPolicy, awaitDeviceSync: true };
