import { useMay } from '../../access/me';

/** Whether the account may approve, change and command terminals; the service refuses it otherwise, the console only leaves the buttons out. */
export const useMayManage = (): boolean => useMay('terminals.write');
