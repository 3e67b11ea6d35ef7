import { archive } from './archive.ts'
import { author } from './author.ts'
import { chain } from './chain.ts'
import { chainHead } from './chain-head.ts'
import { method, type AnyMethod } from './context.ts'
import { payment } from './payment.ts'
import { state } from './state.ts'
import { system } from './system.ts'
import { transaction } from './transaction.ts'

const table: Record<string, AnyMethod> = {
  ...archive,
  ...author,
  ...chain,
  ...chainHead,
  ...payment,
  ...state,
  ...system,
  ...transaction,
}
table['rpc_methods'] = method({}, () => ({ methods: [...methods.keys()].sort() }))

/** Every JSON-RPC method that the chain answers. Nothing in it changes the chain but signed (or feeless) transactions. */
export const methods: ReadonlyMap<string, AnyMethod> = new Map(Object.entries(table))
