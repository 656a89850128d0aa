/** What an account needs to record steps and to print letters. */
export const actPermission = 'cases.act';
