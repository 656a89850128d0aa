import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schema } from '../../api/client';

/** A complaint in a list. */
export type ListedComplaint = Schema<'ComplaintItem'>;
/** A complaint with everything that officers may know. */
export type Complaint = Schema<'ComplaintDetail'>;
/** What officers can do with it. */
export type ComplaintAct = Complaint['allowed'][number];
/** Those that are about the complaint alone; a referral opens a case. */
export type PlainAct = Schema<'ComplaintActBody'>['act'];

/** A complaint by its id. */
export const complaintQuery = (id: string) => queryOptions({ queryKey: ['complaints', 'one', id], queryFn: () => answerOf(api.GET('/api/v1/complaints/{id}', { params: { path: { id } } })) });

/** The tone of a status. */
export const complaintTone = { received: 'late', verified: 'accent', answered: 'punch', closed: 'present', rejected: 'machine', duplicate: 'machine' } as const;

/** The number of an employee as an event carries it: number and name. */
export const numberOf = (employee: string | null): string => (employee ?? '').split(' ')[0] ?? '';

/** Everybody of some events, once. */
export const peopleIn = ({ events }: Pick<Complaint, 'events'>, ...types: readonly string[]): string[] => [...new Set(events.flatMap(({ type, employee }) => (types.includes(type) && employee !== null ? [employee] : [])))];

/** Called and not yet heard. */
export function waiting(complaint: Pick<Complaint, 'events'>): string[] {
  return complaint.events.reduce<string[]>((open, { type, employee }) => {
    if (employee === null) return open;
    if (type === 'call-for-clarification') return [...open.filter((each) => each !== employee), employee];
    return type === 'record-clarification' ? open.filter((each) => each !== employee) : open;
  }, []);
}

/** Whether an act can be of use now: the service has the last word. */
export function isUseful(complaint: Complaint, act: ComplaintAct): boolean {
  const heard = waiting(complaint).length === 0;
  if (act === 'record-clarification') return !heard;
  const last = complaint.events.findLast(({ type }) => type === 'agree-improvement' || type === 'check-improvement');
  const unchecked = last?.type === 'agree-improvement';
  if (act === 'check-improvement') return unchecked;
  if (act === 'close') return heard && !unchecked;
  if (act === 'refer-to-discipline') return peopleIn(complaint, 'name-staff', 'call-for-clarification').length > 0;
  return true;
}
