import { GuestFault } from './faults.ts'
import { WasiFailure } from './streams.ts'

const message = 'an agent has no network: it cannot ask for anything over HTTP'

/** A resource that no agent ever holds: making one is where a request would begin. */
const unavailable = () =>
  class {
    constructor() {
      throw new GuestFault(message)
    }
  }

const refuse = () => {
  throw new GuestFault(message)
}

/**
 * `wasi:http` without a network. Runtimes of JavaScript import it whether they use it or not; who uses it is told.
 * What begins with a resource that comes in has nothing to begin with, so those have no methods.
 */
export const http: Record<string, object> = {
  'wasi:http/types': {
    httpErrorCode: () => undefined,
    Fields: Object.assign(unavailable(), { fromList: refuse }),
    FutureIncomingResponse: unavailable(),
    FutureTrailers: unavailable(),
    IncomingBody: Object.assign(unavailable(), { finish: refuse }),
    IncomingRequest: unavailable(),
    IncomingResponse: unavailable(),
    OutgoingBody: Object.assign(unavailable(), { finish: refuse }),
    OutgoingRequest: unavailable(),
    OutgoingResponse: unavailable(),
    RequestOptions: unavailable(),
    ResponseOutparam: Object.assign(unavailable(), { set: refuse }),
  },
  'wasi:http/outgoing-handler': {
    handle: () => {
      throw new WasiFailure({ tag: 'HTTP-request-denied' })
    },
  },
}
