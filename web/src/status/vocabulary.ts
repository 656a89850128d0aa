import { type Icon, IconAntennaBarsOff, IconBriefcase, IconCalendarCheck, IconCircleCheck, IconClockCog, IconClockExclamation, IconDoorExit, IconFingerprintOff, IconMoonStars, IconUserQuestion, IconUserX, IconCheck } from '@tabler/icons-react';

/** A colour family of the console; each has an ink, a tint, a fill and a mark in tokens.css. */
export type Tone = 'present' | 'late' | 'punch' | 'absent' | 'leave' | 'machine' | 'accent';

/** What can be said of a day or a part of it. */
export type StatusName = 'present' | 'late' | 'early' | 'punch-missing' | 'no-record' | 'absent' | 'leave' | 'duty' | 'waiting' | 'off' | 'clock-corrected' | 'excused';

/** How sure a verdict is: nobody has looked, an officer verified it, or its reason was accepted. */
export type Certainty = 'unverified' | 'verified' | 'accepted';

/** How a status is drawn: a colour, a shape; its word is in `status.id.ts` under the same name. */
export interface StatusLook {
  readonly tone: Tone;
  readonly icon: Icon;
  /** Short code for cells of a calendar. */
  readonly code: string;
}

/** The vocabulary: every page takes colour, shape and code from here. */
export const vocabulary: Readonly<Record<StatusName, StatusLook>> = {
  present: { tone: 'present', icon: IconCheck, code: 'H' },
  late: { tone: 'late', icon: IconClockExclamation, code: 'HT' },
  early: { tone: 'late', icon: IconDoorExit, code: 'HP' },
  'punch-missing': { tone: 'punch', icon: IconFingerprintOff, code: 'RK' },
  'no-record': { tone: 'absent', icon: IconUserQuestion, code: 'TR' },
  absent: { tone: 'absent', icon: IconUserX, code: 'TK' },
  leave: { tone: 'leave', icon: IconCalendarCheck, code: 'C' },
  duty: { tone: 'leave', icon: IconBriefcase, code: 'DL' },
  waiting: { tone: 'machine', icon: IconAntennaBarsOff, code: 'MM' },
  off: { tone: 'machine', icon: IconMoonStars, code: 'L' },
  'clock-corrected': { tone: 'late', icon: IconClockCog, code: 'JK' },
  excused: { tone: 'machine', icon: IconCircleCheck, code: 'D' },
};

/** The status of an exception by its kind (`LATE`, `EARLY_LEAVE` ...) and by how sure it is. */
export function statusOfKind(kind: string, certainty: Certainty = 'unverified'): StatusName {
  if (certainty === 'accepted') return 'excused';
  if (/ABSEN|NO_RECORD/i.test(kind)) return certainty === 'verified' ? 'absent' : 'no-record';
  if (/LATE/i.test(kind)) return 'late';
  if (/EARLY/i.test(kind)) return 'early';
  if (/INCOMPLETE|MISSING|NO_IN|NO_OUT/i.test(kind)) return 'punch-missing';
  return 'waiting';
}
