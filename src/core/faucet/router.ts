import type { Implementer } from '../implement.ts'
import type { Faucet } from './faucet.ts'

export const createFaucetRouter = (os: Implementer, faucet: Faucet) =>
  os.faucet.router({
    status: os.faucet.status.handler(({ input }) => faucet.status(input.address)),
    claim: os.faucet.claim.handler(({ input, signal }) => faucet.claim(input.address, signal)),
  })
