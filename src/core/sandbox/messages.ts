import { z } from 'zod'
import { mediaTypePattern, textLimit } from './host/protocol.ts'
import { agentErrorCodes } from '../../contract/receipt.ts'
import { logLevels, trapCauses } from './types.ts'

/** A sandbox process may be hostile: nothing it says is taken unless it fits these shapes. */
const text = z.string().max(textLimit)
const captured = z.string().max(64 * 1024 * 1024)

const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ok'), mediaType: z.string().max(255).regex(mediaTypePattern) }),
  z.strictObject({ kind: z.literal('error'), code: z.enum(agentErrorCodes), message: text }),
  z.strictObject({ kind: z.literal('trap'), cause: z.enum(trapCauses), message: text }),
])

export const runMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('log'), level: z.enum(logLevels), message: text }),
  z.strictObject({ kind: z.literal('progress'), permille: z.int().min(0).max(1000), message: text }),
  z.strictObject({
    kind: z.literal('done'),
    outcome,
    fuelUsed: z.string().regex(/^(0|[1-9][0-9]{0,19})$/),
    memoryPeak: z.int().min(0),
    stdout: captured,
    stderr: captured,
  }),
])

export const prepareMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), name: z.string().regex(/^component(\.core\d*\.wasm|\.mjs)$/) }),
  z.strictObject({
    kind: z.literal('prepared'),
    imports: z.array(z.string().max(200)).max(200),
    meterVersion: z.int(),
  }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(['invalid-component', 'unknown-import', 'unsupported']),
    message: z.string().max(64 * 1024),
  }),
])

export type RunMessage = z.infer<typeof runMessage>
export type DoneMessage = Extract<RunMessage, { kind: 'done' }>
export type PrepareMessage = z.infer<typeof prepareMessage>
