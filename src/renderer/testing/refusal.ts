import { ORPCError } from '@orpc/client'
import { errorCodes, type ErrorCode, type ErrorData } from '../../contract/route.ts'
import { english } from '../../contract/words/english.ts'
import type { Code, Said } from '../../contract/words/said.ts'
import { createSpeech } from '../../contract/words/speech.ts'

const { sentence, part } = createSpeech({ en: english })('en')

/** The error that the core answers with, in its words. */
export const refusal = (code: ErrorCode, text: Code, facts: Said['facts'] = {}) => {
  const said = { code: text, facts }
  return new ORPCError<ErrorCode, ErrorData>(code, {
    defined: true,
    status: errorCodes[code].status,
    message: sentence(said) ?? text,
    data: {
      said,
      consequence: part(said, 'consequence') ?? english.ainur.unchanged,
      remedy: part(said, 'remedy') ?? '',
    },
  })
}
