import { DomainError } from '../../platform/errors';
import { describeRequest, type AttendanceRequest, type RequestState } from './request';

/** What an officer or the applicant can do with a request. */
export const requestActions = ['approve', 'reject', 'cancel', 'revoke'] as const;
/** One of the actions. */
export type RequestAction = (typeof requestActions)[number];

/** One way from state to state. */
export interface Transition {
  readonly from: RequestState;
  readonly to: Exclude<RequestState, 'requested'>;
  /** Taking something away has to be explained; granting need not be. */
  readonly reasonNeeded: boolean;
}

/** All ways there are; what is not here is refused. */
export const transitions: Readonly<Record<RequestAction, Transition>> = {
  approve: { from: 'requested', to: 'approved', reasonNeeded: false },
  reject: { from: 'requested', to: 'rejected', reasonNeeded: true },
  cancel: { from: 'requested', to: 'cancelled', reasonNeeded: true },
  revoke: { from: 'approved', to: 'revoked', reasonNeeded: true },
};

/** What can be done with a request in a state. */
export const actionsFrom = (state: RequestState): RequestAction[] => requestActions.filter((action) => transitions[action].from === state);

/**
 * The way that an action takes from where the request stands.
 * @throws DomainError `wrong-transition` naming what is allowed, or `reason-needed`
 */
export function transitionOf(request: AttendanceRequest, action: RequestAction, reason: string | null): Transition {
  const transition = transitions[action];
  if (transition.from !== request.state) {
    const allowed = actionsFrom(request.state);
    const rest = allowed.length === 0 ? 'nothing more can be done with it; file a new request' : `allowed: ${allowed.join(', ')}`;
    throw new DomainError('wrong-transition', `Cannot ${action} ${describeRequest(request)}: ${rest}.`, 409, { state: request.state, allowed });
  }
  if (transition.reasonNeeded && !reason) throw new DomainError('reason-needed', `To ${action} a request, give a reason.`, 422, { field: 'reason' });
  return transition;
}
