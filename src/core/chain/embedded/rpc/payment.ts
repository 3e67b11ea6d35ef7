import { concat, readCompactBig, u32 } from '../executor/scale.ts'
import type { Ledger } from '../ledger.ts'
import { method } from './context.ts'
import { at, hex } from './params.ts'
import { RpcError } from './rpc-error.ts'
import { stateAt } from './state-at.ts'

const params = { encodedXt: hex(), at }
const CLASSES = ['normal', 'operational', 'mandatory']
const BALANCE_BYTES = 16

async function query(
  ledger: Ledger,
  method: string,
  bytes: Uint8Array,
  hash?: Uint8Array | null,
): Promise<Uint8Array> {
  try {
    return await ledger.call(method, concat(bytes, u32(bytes.length)), stateAt(ledger, hash))
  } catch (error) {
    if (error instanceof RpcError) throw error
    throw new RpcError(1, 'Unable to query dispatch info.', (error as Error).message)
  }
}

const u128 = (bytes: Uint8Array, at: number): bigint => {
  const view = Buffer.from(bytes)
  return view.readBigUInt64LE(at) | (view.readBigUInt64LE(at + 8) << 64n)
}

/**
 * `RuntimeDispatchInfo` in the JSON of a node, less `proof_size`: polkadot.js takes a weight with one key only,
 * and on a chain without a relay chain the size of proofs has no meaning.
 */
function dispatchInfo(bytes: Uint8Array) {
  const [refTime, afterTime] = readCompactBig(bytes)
  const [, next] = readCompactBig(bytes, afterTime)
  return {
    weight: { ref_time: Number(refTime) },
    class: CLASSES[bytes[next]!],
    partialFee: u128(bytes, next + 1).toString(),
  }
}

/** `FeeDetails` in the JSON of a node. */
function feeDetails(bytes: Uint8Array) {
  if (bytes[0] === 0) return { inclusionFee: null }
  const [baseFee, lenFee, adjustedWeightFee] = [0, 1, 2].map(
    (i) => `0x${u128(bytes, 1 + i * BALANCE_BYTES).toString(16)}`,
  )
  return { inclusionFee: { baseFee, lenFee, adjustedWeightFee } }
}

export const payment = {
  payment_queryInfo: method(params, async ({ ledger }, { encodedXt, at }) =>
    dispatchInfo(await query(ledger, 'TransactionPaymentApi_query_info', encodedXt, at)),
  ),
  payment_queryFeeDetails: method(params, async ({ ledger }, { encodedXt, at }) =>
    feeDetails(await query(ledger, 'TransactionPaymentApi_query_fee_details', encodedXt, at)),
  ),
}
