/** Flags of every Node that holds a core: no debugger can be switched on from outside by a signal. */
export const coreFlags = ['--enable-source-maps', '--disable-sigusr1']
