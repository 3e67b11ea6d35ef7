import { z } from 'zod'
import { Cid, Did } from './common.ts'
import { ForeignText } from './text.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const decimal = z.string().regex(/^(0|[1-9][0-9]{0,19})$/)

/** How an agent says that it could not do a task. */
export const agentErrorCodes = ['invalid-input', 'unsupported', 'internal'] as const

/** The ends of a run without an answer that every re-run repeats. */
export const deterministicTraps = [
  'fuel',
  'memory',
  'stack',
  'unreachable',
  'trap',
  'exit',
  'output-limit',
  'input-limit',
] as const

/** What an agent says about one run. Whoever has the component and the input can check it by running it again. */
export const RunRecord = z.strictObject({
  version: z.literal(1),
  taskId: z.string().max(256),
  /** BLAKE3 of the component. */
  component: hash,
  componentCid: z.string().max(120).optional(),
  capability: z.string().max(64),
  inputMediaType: z.string().max(255),
  /** BLAKE3 of the input data. */
  inputHash: hash,
  /** BLAKE3 of the parameters' text. */
  parametersHash: hash,
  /** Limits that the run was held to; the time is not part of what is compared. */
  limits: z.strictObject({
    fuel: decimal,
    memory: z.int(),
    wallMs: z.int(),
    input: z.int(),
    output: z.int(),
    logs: z.int(),
  }),
  outcome: z.discriminatedUnion('kind', [
    /** `outputHash` is the BLAKE3 of the output data. */
    z.strictObject({ kind: z.literal('ok'), mediaType: z.string().max(255), outputHash: hash }),
    z.strictObject({ kind: z.literal('error'), code: z.enum(agentErrorCodes) }),
    z.strictObject({ kind: z.literal('trap'), cause: z.enum(deterministicTraps) }),
  ]),
  /** Units of fuel used. */
  fuel: decimal,
  /** Version of the rules by which fuel was counted. */
  meterVersion: z.int(),
})
export type RunRecord = z.infer<typeof RunRecord>

/** A run with who gives it and where the work is, signed by the agent's hot key. A JSON document in content. */
export const Receipt = z.strictObject({
  schema: z.literal('ainur/receipt@1'),
  /** Genesis hash of the chain that the task is on. */
  network: z.string().max(100),
  agent: Did,
  /** The task's input document. */
  inputCid: Cid,
  outputCid: Cid,
  run: RunRecord,
  signer: z.string().max(64),
  signature: z.string().max(200),
})
export type Receipt = z.infer<typeof Receipt>

/** A task's receipt, and what this machine found of its signature. */
export const CheckedReceipt = z.object({
  receipt: Receipt.extend({ signer: ForeignText }),
  signatureValid: z.boolean(),
  /** Whose key `signer` was when the result came; `agent`: a working key of the agent's owner. */
  signedBy: z.enum(['owner', 'agent', 'stranger']),
})
export type CheckedReceipt = z.infer<typeof CheckedReceipt>
