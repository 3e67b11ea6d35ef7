import { hexToU8a, u8aToHex } from '@polkadot/util'
import { signatureVerify } from '@polkadot/util-crypto'
import { z } from 'zod'
import { Cid, Did } from '../../contract/common.ts'
import { encodeReceipt, receiptSchema } from '../sandbox/receipt.ts'

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
