/** What an account needs to approve or refuse requests. */
export const decidePermission = 'requests.decide';
