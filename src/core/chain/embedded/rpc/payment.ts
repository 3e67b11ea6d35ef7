import { concat, readCompactBig, u32 } from '../executor/scale.ts'
import type { Ledger } from '../ledger.ts'
import { isWhole } from '../runtime-api.ts'
import { method } from './context.ts'
import { at, hex } from './params.ts'
import { RpcError } from './rpc-error.ts'
import { stateAt } from './state-at.ts'

const params = { encodedXt: hex(), at }
const CLASSES = ['normal', 'operational', 'mandatory']
const BALANCE_BYTES = 16
const INFO = { method: 'TransactionPaymentApi_query_info', what: 'dispatch info' }
const DETAILS = { method: 'TransactionPaymentApi_query_fee_details', what: 'fee details' }

/** @throws {RpcError} 2 what cannot be read, 1 what else goes wrong, as a node says it */
async function query(
  ledger: Ledger,
  { method, what }: { method: string; what: string },
  bytes: Uint8Array,
  hash?: Uint8Array | null,
): Promise<Uint8Array> {
  const words = `Unable to query ${what}.`
  if (!isWhole(bytes)) throw new RpcError(2, words, 'the extrinsic has a wrong length prefix')
  try {
    return await ledger.call(method, concat(bytes, u32(bytes.length)), stateAt(ledger, hash))
  } catch (error) {
    throw new RpcError(1, words, (error as Error).message)
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
    dispatchInfo(await query(ledger, INFO, encodedXt, at)),
  ),
  payment_queryFeeDetails: method(params, async ({ ledger }, { encodedXt, at }) =>
    feeDetails(await query(ledger, DETAILS, encodedXt, at)),
  ),
}
