export type SandboxErrorCode =
  'invalid-component' | 'unknown-import' | 'unsupported' | 'too-large' | 'timeout' | 'stopped' | 'failed'

/** Why a component cannot be prepared or run. The message is a sentence for the agent's author. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  readonly code: SandboxErrorCode

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
