import { type EnglishOf } from './words';
import { type id } from './status.id';

export const en: EnglishOf<typeof id> = {
  present: 'Present',
  late: 'Late',
  early: 'Left early',
  'punch-missing': 'Punch missing',
  'no-record': 'No record',
  absent: 'Absent without reason',
  leave: 'Leave, sick',
  duty: 'Duty',
  waiting: 'Waiting for a terminal',
  off: 'Off',
  'clock-corrected': 'Clock corrected',
  excused: 'Reason accepted',
  unverified: 'Not verified',
  verified: 'Verified',
  accepted: 'Reason accepted',
};
