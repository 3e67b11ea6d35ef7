/** With its key, the application's own connection to its chain is told from others. */
export const OWN_HEADER = 'x-ainur-own'
