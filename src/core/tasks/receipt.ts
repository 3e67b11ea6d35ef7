import { hexToU8a, u8aToHex } from '@polkadot/util'
import { signatureVerify } from '@polkadot/util-crypto'
import { z } from 'zod'
import { Cid, Did, type Reason } from '../../contract/common.ts'
import { reason } from '../agents/reasons.ts'
import type { Content } from '../content/content.ts'
import { encodeReceipt, receiptSchema } from '../sandbox/receipt.ts'
import type { ReceiptSigner } from './signers.ts'
import type { TaskRow } from './transitions.ts'

const MAX_RECEIPT_BYTES = 64 * 1024

/** A receipt of the sandbox with who gives it and where the work is, signed by the agent's hot key. */
export const signedReceipt = z.strictObject({
  schema: z.literal('ainur/receipt@1'),
  /** Genesis hash of the chain that the task is on. */
  network: z.string().max(100),
  agent: Did,
  /** The task's input document. */
  inputCid: Cid,
  outputCid: Cid,
  run: receiptSchema,
  signer: z.string().max(64),
  signature: z.string().max(200),
})
export type SignedReceipt = z.infer<typeof signedReceipt>
type Unsigned = Omit<SignedReceipt, 'signer' | 'signature' | 'schema'>

interface Signer {
  address: string
  sign(message: Uint8Array): Uint8Array
}

/** The bytes that are signed: the parts in fixed order, the run in its canonical form. */
function message({ network, agent, inputCid, outputCid, run }: Unsigned): Uint8Array {
  const head = JSON.stringify(['ainur/receipt@1', network, agent, inputCid, outputCid])
  return new Uint8Array([...new TextEncoder().encode(`${head}\n`), ...encodeReceipt(run)])
}

export function signReceipt(receipt: Unsigned, signer: Signer): SignedReceipt {
  const signature = u8aToHex(signer.sign(message(receipt)))
  return { schema: 'ainur/receipt@1', ...receipt, signer: signer.address, signature }
}

/** Whether the signature is the signer's over this receipt. */
export function isReceiptSigned(receipt: SignedReceipt): boolean {
  try {
    return signatureVerify(message(receipt), hexToU8a(receipt.signature), receipt.signer).isValid
  } catch {
    return false
  }
}

export const encodeSigned = (receipt: SignedReceipt): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(receipt))

/** @throws {ZodError} @throws {SyntaxError} when these bytes are no receipt */
export const decodeSigned = (bytes: Uint8Array): SignedReceipt =>
  signedReceipt.parse(JSON.parse(new TextDecoder().decode(bytes)))

/** Reads a task's receipt. @throws {NotFoundError} @throws {InvalidError} @throws {ZodError} @throws {SyntaxError} */
export const readReceipt = async (
  content: Content,
  cid: string,
  signal?: AbortSignal,
): Promise<SignedReceipt> => decodeSigned(await content.get(cid, { maxBytes: MAX_RECEIPT_BYTES, signal }))

/** What does not fit between receipt and chain. It does not change a verdict: the output counts. */
export function receiptProblems(
  task: TaskRow,
  receipt: SignedReceipt,
  { signer, network }: { signer: ReceiptSigner; network: string | null },
): Reason[] {
  const { run } = receipt
  const hash = run.outcome.kind === 'ok' ? `0x${run.outcome.outputHash}` : null
  const fits =
    receipt.network === network &&
    receipt.agent === task.agent &&
    receipt.inputCid === task.inputCid &&
    receipt.outputCid === task.outputCid &&
    hash === task.outputHash &&
    run.fuel === task.fuel &&
    run.taskId === String(task.id)
  const problems: Reason[] = []
  if (!fits) problems.push(reason('receipt-invalid', 'The receipt says something else than the chain.'))
  if (!isReceiptSigned(receipt))
    problems.push(reason('receipt-invalid', "The receipt's signature is not valid."))
  else if (signer === 'stranger') {
    const text = "The receipt is signed by somebody else than the agent's owner and the agent's working key."
    problems.push(reason('receipt-by-stranger', text, { signer: receipt.signer }))
  }
  return problems
}
