import type { z } from 'zod'
import type { ChainParameters } from '../../../../contract/chain.ts'
import { MAX_CONTENT_BYTES } from '../../../../contract/sizes.ts'
import { windowsOf } from '../windows.ts'

export type Parameters = z.infer<typeof ChainParameters>

/** What the wizard asks for, before it becomes a `task.post` action. Amounts in planck, times in ms. */
export interface Draft {
  title: string
  capability: string
  target: string | null
  source: 'text' | 'file'
  text: string
  file: File | null
  mediaType: string
  parameters: string
  budget: string | null
  biddingMs: number
  timeoutMs: number
  disputeWindowMs: number
  trust: 'optimistic' | 'manual'
  minReputation: number | null
}

/** What every step of the wizard gets. */
export type StepProps = { draft: Draft; change: (part: Partial<Draft>) => void; parameters: Parameters }

export const defaultDraft = (parameters: Parameters): Draft => ({
  title: '',
  capability: '',
  target: null,
  source: 'text',
  text: '',
  file: null,
  mediaType: 'text/plain',
  parameters: '',
  budget: '5000000000000',
  timeoutMs: 300_000,
  ...windowsOf(parameters),
  trust: 'optimistic',
  minReputation: null,
})

/** The options as an object; null where the text is not a JSON object. Empty text means no options. */
export const parseParameters = (text: string): Record<string, never> | null => {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, never>)
      : null
  } catch {
    return null
  }
}

export type Step = 'what' | 'input' | 'money' | 'trust' | 'review'
export const steps: readonly Step[] = ['what', 'input', 'money', 'trust', 'review']

/** Whether a step is filled in well enough to go on. The core checks everything again. */
export const complete = (step: Step, draft: Draft, parameters: Parameters): boolean => {
  const titleLength = [...draft.title.trim()].length
  switch (step) {
    case 'what':
      return draft.capability !== '' && titleLength >= 1 && titleLength <= 200
    case 'input':
      return (
        parseParameters(draft.parameters) !== null &&
        (draft.source === 'text'
          ? draft.text.trim() !== ''
          : draft.file !== null && draft.file.size <= MAX_CONTENT_BYTES)
      )
    case 'money': {
      return (
        draft.budget !== null &&
        isBudget(draft.budget, parameters) &&
        draft.biddingMs >= parameters.minBiddingMs &&
        draft.disputeWindowMs >= parameters.minDisputeMs &&
        draft.timeoutMs >= parameters.minTimeoutMs &&
        draft.timeoutMs <= parameters.maxTimeoutMs &&
        Math.max(draft.biddingMs, draft.disputeWindowMs) <= parameters.maxWindowMs
      )
    }
    default:
      return true
  }
}

/** Whether the chain takes such a budget, in planck. */
export const isBudget = (
  planck: string,
  { minBudget, maxBudget }: Pick<Parameters, 'minBudget' | 'maxBudget'>,
): boolean => BigInt(planck) >= BigInt(minBudget) && BigInt(planck) <= BigInt(maxBudget)
