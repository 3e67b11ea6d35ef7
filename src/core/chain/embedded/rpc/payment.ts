import { z } from 'zod'
import { concat, fromHex, toHex, u32 } from '../executor/scale.ts'
import type { Ledger } from '../ledger.ts'
import { method } from './context.ts'
import { at, hex } from './params.ts'
import { RpcError } from './rpc-error.ts'
import { stateAt } from './state-at.ts'

const params = z.tuple([hex, at]).or(z.tuple([hex]))

/** The answer stays SCALE-encoded: polkadot.js takes it in either form. */
async function query(ledger: Ledger, method: string, extrinsic: string, hash?: string | null): Promise<string> {
  const bytes = fromHex(extrinsic)
  try {
    return toHex(await ledger.call(method, concat(bytes, u32(bytes.length)), stateAt(ledger, hash)))
  } catch (error) {
    if (error instanceof RpcError) throw error
    throw new RpcError(1, 'Unable to query dispatch info.', (error as Error).message)
  }
}

export const payment = {
  payment_queryInfo: method(params, ({ ledger }, [extrinsic, hash]) =>
    query(ledger, 'TransactionPaymentApi_query_info', extrinsic, hash),
  ),
  payment_queryFeeDetails: method(params, ({ ledger }, [extrinsic, hash]) =>
    query(ledger, 'TransactionPaymentApi_query_fee_details', extrinsic, hash),
  ),
}
