import type { ErrorCode, ErrorData } from '../contract/route.ts'
import type { Notice } from '../contract/system.ts'
import type { Fact, Said } from '../contract/words/said.ts'
import { say, saidOf, type Sentence } from './words.ts'

/** What an error says: what happened, what it means for money or work (default: nothing was changed), what can be done. */
export interface ErrorText extends Said {
  readonly message: string
  readonly consequence?: string
  /** What it means here, where that is not what the text of `code` says. */
  readonly means?: Sentence | undefined
  readonly remedy: string
  /** For those who want to see more; never a secret. */
  readonly detail?: string | undefined
  readonly cause?: unknown
}

/** An error in words that the catalogues have, from where it is not known yet what it means for the user. */
export class SaidError extends Error {
  readonly said: Said

  constructor(text: Sentence, options?: ErrorOptions) {
    super(text.message, options)
    this.name = new.target.name
    this.said = saidOf(text)
  }
}

/** Every error that the core means to show. `code` and what was said cross the contract; anything else becomes FAULT. */
export class AinurError extends SaidError {
  readonly code: ErrorCode
  readonly means: Said | undefined
  readonly consequence: string
  readonly remedy: string
  readonly detail: string | undefined

  constructor(code: ErrorCode, text: ErrorText) {
    super(text, { cause: text.cause })
    this.code = code
    this.means = text.means && saidOf(text.means)
    this.consequence = text.means?.message ?? text.consequence ?? say('ainur.unchanged').message
    this.remedy = text.remedy
    this.detail = text.detail
  }

  /** What was said, without the details. */
  get text(): Omit<Notice, 'id'> {
    const { said, means, message, consequence, remedy } = this
    return { said, message, consequence, remedy, ...(means && { means }) }
  }

  get data(): ErrorData {
    const { said, means, consequence, remedy, detail } = this
    return { said, consequence, remedy, ...(means && { means }), ...(detail !== undefined && { detail }) }
  }
}

/** The input has the right shape but cannot be accepted. */
export class InvalidError extends AinurError {
  constructor(text: ErrorText) {
    super('INVALID', text)
  }
}

/** Content has more bytes than were asked for at most. */
export class ContentTooLargeError extends InvalidError {}

/** A CID names something that has no bytes: a folder, or nothing that Ainur reads. */
export class NotAFileError extends InvalidError {}

export class NotFoundError extends AinurError {
  constructor(text: ErrorText) {
    super('NOT_FOUND', text)
  }
}

export class LockedError extends AinurError {
  constructor(account: string) {
    super('LOCKED', say('wallet.locked', { account }))
  }
}

export class WrongPassphraseError extends AinurError {
  constructor() {
    super('WRONG_PASSPHRASE', say('wallet.wrong-passphrase'))
  }
}

export class InsufficientBalanceError extends AinurError {
  constructor(text: ErrorText) {
    super('INSUFFICIENT_BALANCE', text)
  }
}

/** The chain refused the call: a dispatch or validity error, in words. `reason` is its stable kebab-case code. */
export class RejectedError extends AinurError {
  readonly reason: string
  constructor(text: ErrorText & { reason: string }) {
    super('REJECTED', text)
    this.reason = text.reason
  }
}

/** What would be signed is not what was shown. */
export class LookAgainError extends AinurError {
  constructor(text: ErrorText) {
    super('LOOK_AGAIN', text)
  }
}

export class OfflineError extends AinurError {
  constructor(text: ErrorText = say('chain.offline')) {
    super('OFFLINE', text)
  }
}

export class NotReadyError extends AinurError {
  constructor(text: ErrorText = say('ainur.starting')) {
    super('NOT_READY', text)
  }
}

export class TooSoonError extends AinurError {
  constructor(text: ErrorText) {
    super('TOO_SOON', text)
  }
}

/** A fault of ours or of the machine. */
export class FaultError extends AinurError {
  constructor(text: ErrorText) {
    super('FAULT', text)
  }
}

/** What was thrown as a fact of something else that is said. */
export const why = (error: unknown): Fact => (error instanceof SaidError ? error.said : messageOf(error))

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
