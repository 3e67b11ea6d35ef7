import type { ErrorCode, ErrorData } from '../contract/route.ts'

/** The words of an error: what happened, what it means for money or work, what can be done. */
export interface ErrorText {
  message: string
  /** Default: nothing was changed. */
  consequence?: string
  remedy: string
  /** For those who want to see more; never a secret. */
  detail?: string
  cause?: unknown
}

/** Every error that the core means to show. `code` and the texts cross the contract; anything else becomes FAULT. */
export class AinurError extends Error {
  readonly code: ErrorCode
  readonly consequence: string
  readonly remedy: string
  readonly detail: string | undefined

  constructor(code: ErrorCode, text: ErrorText) {
    super(text.message, { cause: text.cause })
    this.name = new.target.name
    this.code = code
    this.consequence = text.consequence ?? 'Nothing was changed.'
    this.remedy = text.remedy
    this.detail = text.detail
  }

  /** The words without the details. */
  get text(): { message: string; consequence: string; remedy: string } {
    const { message, consequence, remedy } = this
    return { message, consequence, remedy }
  }

  get data(): ErrorData {
    const { consequence, remedy, detail } = this
    return detail === undefined ? { consequence, remedy } : { consequence, remedy, detail }
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
    super('LOCKED', {
      message: `The account ${account} is locked.`,
      consequence: 'Nothing was signed and nothing was sent.',
      remedy: 'Unlock it with its passphrase and try again.',
    })
  }
}

export class WrongPassphraseError extends AinurError {
  constructor(what = 'this account') {
    super('WRONG_PASSPHRASE', {
      message: `The passphrase does not fit ${what}.`,
      remedy: 'Check capital letters and the keyboard layout, and try again.',
    })
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
  constructor(text?: Partial<ErrorText>) {
    super('OFFLINE', {
      message: 'No chain is connected right now.',
      consequence: 'Nothing was sent. What is shown may be old.',
      remedy: 'Ainur keeps trying to connect. You can also choose another network.',
      ...text,
    })
  }
}

export class NotReadyError extends AinurError {
  constructor(text?: Partial<ErrorText>) {
    super('NOT_READY', {
      message: 'Ainur is still starting.',
      remedy: 'Wait a moment and try again.',
      ...text,
    })
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

/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
