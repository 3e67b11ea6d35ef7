import { matches } from '../../../../contract/media-type.ts'
import type { Offers } from '../../../../contract/tasks.ts'

/** What the known agents take, each once. */
export const takenBy = ({ known }: Offers): string[] => [
  ...new Set(known.flatMap(({ capability }) => capability.input)),
]

/** Whether an agent may take an input of this media type: one does, or one is not known well enough to say. */
export const offersTake = (offers: Offers | undefined, mediaType: string): boolean =>
  !offers ||
  offers.unknown > 0 ||
  offers.known.length === 0 ||
  takenBy(offers).some((range) => matches(range, mediaType))
