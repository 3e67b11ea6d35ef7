import { matches } from '../../../../contract/media-type.ts'
import type { Offers } from '../../../../contract/tasks.ts'

/** What the known agents take, each once. */
export const takenBy = ({ known }: Offers): string[] => [
  ...new Set(known.flatMap(({ capability }) => capability.input)),
]

/** Whose options are shown: of the agents that take such an input the one with the best reputation. */
export const offerFor = (
  offers: Offers | undefined,
  mediaType: string | null,
): Offers['known'][number] | undefined =>
  offers?.known.find(
    ({ capability }) => mediaType !== null && capability.input.some((range) => matches(range, mediaType)),
  ) ?? offers?.known[0]

/** Whether an agent may take an input of this media type: one does, or one is not known well enough to say. */
export const offersTake = (offers: Offers | undefined, mediaType: string): boolean =>
  !offers ||
  offers.unknown > 0 ||
  offers.known.length === 0 ||
  takenBy(offers).some((range) => matches(range, mediaType))
