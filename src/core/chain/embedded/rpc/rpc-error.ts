/** An error with its JSON-RPC code. Below -32000: the protocol's own; 1000 and up: the codes of a Substrate node. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: string | undefined

  constructor(code: number, message: string, data?: string) {
    super(message)
    this.code = code
    this.data = data
  }
}
