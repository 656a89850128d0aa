import type { Instant, WorkDate } from '../time/instant';

/** What a citizen may send (asn-rules.md 6.3): a complaint, a wish, a question. */
export const complaintKinds = ['complaint', 'aspiration', 'information-request'] as const;
/** One of the kinds. */
export type ComplaintKind = (typeof complaintKinds)[number];

/** What officers can do with a complaint; `reply` is the reporter's. */
export const complaintActs = ['verify', 'reject', 'mark-duplicate', 'route', 'name-staff', 'call-for-clarification', 'record-clarification', 'agree-improvement', 'check-improvement', 'refer-to-discipline', 'answer', 'close'] as const;
/** Acts that an officer does to the complaint alone; a referral opens a case with it. */
export const plainActs = complaintActs.filter((act) => act !== 'refer-to-discipline');
/** One of the acts of officers. */
export type ComplaintAct = (typeof complaintActs)[number];

/** Where a complaint stands. */
export type ComplaintStatus = 'received' | 'verified' | 'answered' | 'closed' | 'rejected' | 'duplicate';

/** What happened to a complaint, only ever appended. */
export interface ComplaintEvent {
  readonly type: ComplaintAct | 'reply' | 'reporter-read';
  readonly at: Instant;
  /** The date of the office on which it happened. */
  readonly date: WorkDate;
  readonly actor: string;
  readonly text: string | null;
  readonly kind?: ComplaintKind;
  readonly unitId?: string;
  /** Whom it is about; of an improvement with whom it was agreed. */
  readonly employeeId?: string;
  /** Of a referral: the discipline case that it opened. */
  readonly caseId?: string;
  /** Of a call: the date of the talk. Of an improvement: the date by which it is done. */
  readonly dueDate?: WorkDate;
  readonly helped?: boolean;
  /** Of a reply: whether the reporter is content. */
  readonly content?: boolean;
}

/** A complaint as its events make it. */
export interface ComplaintState {
  readonly status: ComplaintStatus;
  readonly verifiedDate: WorkDate | null;
  readonly answeredDate: WorkDate | null;
  /** The reporter's last word after the last answer; null while there is none. */
  readonly content: boolean | null;
  /** Called and not yet heard, by employee. */
  readonly openCalls: readonly string[];
  readonly namedStaff: readonly string[];
  /** Heard after a call, by employee. */
  readonly heardStaff: readonly string[];
  readonly improvementDate: WorkDate | null;
  /** By when it is done; null where none was agreed. */
  readonly improvementDueDate: WorkDate | null;
  /** Agreed and its effect not yet checked. */
  readonly improvementOpen: boolean;
}

/** Days of silence after which a complaint may be closed (asn-rules.md 6.3, from memory: not verified). */
export const silentDays = 10;

const beginning: ComplaintState = { status: 'received', verifiedDate: null, answeredDate: null, content: null, openCalls: [], namedStaff: [], heardStaff: [], improvementDate: null, improvementDueDate: null, improvementOpen: false };

/** The state of a complaint after its events, oldest first. */
export const foldComplaint = (events: readonly ComplaintEvent[]): ComplaintState => events.reduce(after, beginning);

function after(state: ComplaintState, event: ComplaintEvent): ComplaintState {
  const employee = event.employeeId ?? '';
  switch (event.type) {
    case 'verify': return { ...state, status: 'verified', verifiedDate: event.date };
    case 'reject': return { ...state, status: 'rejected' };
    case 'mark-duplicate': return { ...state, status: 'duplicate' };
    case 'name-staff': return { ...state, namedStaff: [...new Set([...state.namedStaff, employee])] };
    case 'call-for-clarification': return { ...state, namedStaff: [...new Set([...state.namedStaff, employee])], openCalls: [...new Set([...state.openCalls, employee])] };
    case 'record-clarification': return { ...state, openCalls: state.openCalls.filter((each) => each !== employee), heardStaff: [...new Set([...state.heardStaff, employee])] };
    case 'agree-improvement': return { ...state, improvementDate: event.date, improvementDueDate: event.dueDate ?? null, improvementOpen: true };
    case 'check-improvement': return { ...state, improvementOpen: false };
    case 'answer': return { ...state, status: 'answered', answeredDate: event.date, content: null };
    // A reporter who is not content takes the answer back into work.
    case 'reply': return event.content ? { ...state, content: true } : { ...state, status: 'verified', content: false };
    case 'close': return { ...state, status: 'closed' };
    case 'route':
    case 'refer-to-discipline':
    case 'reporter-read': return state;
  }
}

const whileOpen: readonly ComplaintAct[] = ['route', 'name-staff', 'call-for-clarification', 'record-clarification', 'agree-improvement', 'check-improvement', 'refer-to-discipline', 'answer'];
const allowedActs: Readonly<Record<ComplaintStatus, readonly ComplaintAct[]>> = {
  received: ['verify', 'reject', 'mark-duplicate'],
  verified: whileOpen,
  answered: [...whileOpen, 'close'],
  closed: [],
  rejected: [],
  duplicate: [],
};

/** The acts that a complaint is open to at its status. */
export const actsOf = (state: ComplaintState): readonly ComplaintAct[] => allowedActs[state.status];

/** Why an act is not possible now, in a sentence; null when it is. */
export function refusalOf(state: ComplaintState, act: ComplaintAct, about: { readonly employeeId?: string; readonly today: WorkDate; readonly silentSinceDate: WorkDate }): string | null {
  if (!actsOf(state).includes(act)) return `a complaint that is ${state.status} cannot take "${act}"`;
  if (act === 'record-clarification' && !state.openCalls.includes(about.employeeId ?? '')) return 'this employee has not been called, or has been heard already';
  if (act === 'agree-improvement' && about.employeeId !== undefined && !state.heardStaff.includes(about.employeeId)) return 'an improvement is agreed with somebody who was heard, or with nobody in particular';
  if (act === 'check-improvement' && !state.improvementOpen) return 'no improvement waits to be checked';
  if (act !== 'close') return null;
  if (state.openCalls.length > 0) return 'somebody who was called has not been heard';
  if (state.improvementOpen) return 'the effect of the agreed improvement has not been checked';
  return state.content === true || (state.answeredDate ?? about.today) <= about.silentSinceDate ? null : `the reporter has neither agreed nor been silent for ${silentDays} days`;
}

/** What an act must bring. */
export const actNeeds: Readonly<Record<ComplaintAct, readonly ('text' | 'unit' | 'employee' | 'dueDate' | 'helped')[]>> = {
  verify: ['unit'],
  reject: ['text'],
  'mark-duplicate': ['text'],
  route: ['unit'],
  'name-staff': ['employee'],
  'call-for-clarification': ['employee', 'text', 'dueDate'],
  'record-clarification': ['employee', 'text'],
  'agree-improvement': ['text', 'dueDate'],
  'check-improvement': ['text', 'helped'],
  'refer-to-discipline': ['employee', 'text'],
  answer: ['text'],
  close: [],
};
