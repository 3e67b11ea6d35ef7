/** The short name of an agent: what follows `did:ainur:`. */
export const agentName = (did: string): string => did.replace(/^did:ainur:/, '')
