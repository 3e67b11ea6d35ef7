import type { z } from 'zod'
import type { ChainParameters } from '../../../../contract/chain.ts'
import { charsetOf, normalised } from '../../../../contract/media-type.ts'
import { optionProblems } from '../../../../contract/options.ts'
import type { DraftOrigin, TaskDraft } from '../../../../contract/task-drafts.ts'
import { MAX_CONTENT_BYTES } from '../../../../contract/sizes.ts'
import type { Offers } from '../../../../contract/tasks.ts'
import { Title } from '../../../../contract/text.ts'
import { fields } from '../../../../contract/words/fields.ts'
import { windowsOf } from '../windows.ts'
import { offerFor, offersTake } from './offers.ts'
import { steps, type Step } from './steps.ts'

export type Parameters = z.infer<typeof ChainParameters>

/** What the wizard asks for, before it becomes a `task.post` action. Amounts in planck, times in ms. */
export type Draft = TaskDraft
export type { DraftOrigin }

/** What every step of the wizard gets. */
export type StepProps = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  parameters: Parameters
  /** Undefined while it is asked for. */
  offers: Offers | undefined
}

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
  ...windowsOf(parameters, 'optimistic'),
  trust: 'optimistic',
  minReputation: null,
})

/** Another trust; the time to dispute follows it unless it was chosen. */
export const trusted = (
  { trust: before, disputeWindowMs }: Draft,
  trust: Draft['trust'],
  parameters: Parameters,
): Partial<Draft> => {
  const untouched = disputeWindowMs === windowsOf(parameters, before).disputeWindowMs
  return { trust, ...(untouched && { disputeWindowMs: windowsOf(parameters, trust).disputeWindowMs }) }
}

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

/** As it stands in its field; null where there is no input yet. */
export const mediaTypeOf = ({ source, file, mediaType }: Draft): string | null =>
  source === 'text' ? mediaType : (file?.mediaType ?? null)

/** What agents are asked about the input; null where it is not complete. */
export const askedInput = (draft: Draft) => {
  const mediaType = mediaTypeOf(draft)
  const parameters = parseParameters(draft.parameters)
  if (mediaType === null || normalised(mediaType) === null || parameters === null) return null
  const size = draft.source === 'text' ? new TextEncoder().encode(draft.text).length : (draft.file?.size ?? 0)
  return { mediaType, size, parameters }
}

/** Whether the chain takes such a budget, in planck. */
export const isBudget = (
  planck: string,
  { minBudget, maxBudget }: Pick<Parameters, 'minBudget' | 'maxBudget'>,
): boolean => BigInt(planck) >= BigInt(minBudget) && BigInt(planck) <= BigInt(maxBudget)

const within = (ms: number, least: number, most: number) => ms >= least && ms <= most

/** Everything that may be missing, by step, in the order of its fields: name and whether it is there. */
const needs = (draft: Draft, parameters: Parameters, offers: Offers | undefined) => {
  const title = Title.safeParse(draft.title).error?.issues[0]?.message
  const { budget, file } = draft
  const { minBiddingMs, minDisputeMs, minTimeoutMs, maxTimeoutMs, maxWindowMs } = parameters
  const isText = draft.source === 'text'
  const written = mediaTypeOf(draft)
  const mediaType = written === null ? null : normalised(written)
  const options = parseParameters(draft.parameters)
  const offer = offerFor(offers, written)
  return {
    what: {
      capability: draft.capability !== '',
      title: title !== fields.title,
      titleLong: title !== fields['title-long'],
      titleHidden: title !== fields['title-invisible'],
    },
    input: {
      text: !isText || draft.text.trim() !== '',
      file: isText || file !== null,
      fileLarge: isText || file === null || file.size <= MAX_CONTENT_BYTES,
      mediaType: written === null || mediaType !== null,
      typed: !isText || charsetOf(draft.mediaType) === 'utf-8',
      taken: mediaType === null || offersTake(offers, mediaType),
      options: options !== null,
      optionsFit:
        options === null || !offer || optionProblems(offer.capability.parameters, options).length === 0,
    },
    money: {
      budget: budget !== null,
      budgetRange: budget === null || isBudget(budget, parameters),
      timeout: within(draft.timeoutMs, minTimeoutMs, maxTimeoutMs),
      bidding: within(draft.biddingMs, minBiddingMs, maxWindowMs),
      window: within(draft.disputeWindowMs, minDisputeMs, maxWindowMs),
    },
    trust: {},
    review: {},
  }
}
type Needs = ReturnType<typeof needs>
export type Missing = { [S in Step]: keyof Needs[S] }[Step]

/** What a step still needs to go on; the core checks everything again. */
export const missing = (
  step: Step,
  draft: Draft,
  parameters: Parameters,
  offers: Offers | undefined,
): Missing[] =>
  Object.entries(needs(draft, parameters, offers)[step])
    .filter(([, isThere]) => !isThere)
    .map(([name]) => name as Missing)

/** The step that can be shown: the asked one, or the first before it that lacks something. */
export const reachable = (
  asked: Step,
  draft: Draft,
  parameters: Parameters,
  offers: Offers | undefined,
): Step =>
  steps
    .slice(0, steps.indexOf(asked))
    .find((before) => missing(before, draft, parameters, offers).length > 0) ?? asked
