/** The interface of `agents/wit/ainur.wit`. What else a component may import says `agents/meter/wit/offered.wit`. */
export const hostInterface = 'ainur:agent/host'
