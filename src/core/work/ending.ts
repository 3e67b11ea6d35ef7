import { agentErrorCodes } from '../../contract/receipt.ts'
import { trapCauses } from '../sandbox/types.ts'
import { say, saidOf } from '../words.ts'
import type { Said } from '../../contract/words/said.ts'

const endings = [...trapCauses, ...agentErrorCodes, 'cannot-begin', 'cannot-deliver'] as const
type Ending = (typeof endings)[number]

/** Whose message says no more than their name. */
const plain: ReadonlySet<Ending> = new Set(['fuel', 'stack', 'unreachable'])

/** What an agent reports to the chain when it gives a task up: text that `inWordsOf` and other programs read. */
export const endingText = (ending: Ending, message: string): string => `${ending}: ${message}`

/** The same in words of a catalogue. What is not of this form stays as it is: other programs report what they like. */
export function inWordsOf(reported: string): Said | string {
  const [, name, detail = ''] = /^([a-z-]+): ([^]*)$/.exec(reported) ?? []
  const ending = endings.find((known) => known === name)
  if (ending === undefined) return reported
  const end = saidOf(say(`run.${ending}`))
  return plain.has(ending) || detail === '' ? end : saidOf(say('run.with', { end, detail }))
}
