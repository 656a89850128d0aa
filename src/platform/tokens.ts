/** Injection token of the configuration. */
export const CONFIG = 'hadir:config';
