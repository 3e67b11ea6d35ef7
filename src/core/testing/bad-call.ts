/** What the tests that use the table know: real accounts of the wallet, so that only the bad part is bad. */
export interface Known {
  /** Funded and unlocked. */
  rich: string
  /** No funds, unlocked. */
  poor: string
  locked: string
  /** A bundled package's id. */
  packageId: string
}

/** A call that must be refused: path in the contract, input, and the code of the error. */
export interface BadCall {
  what: string
  call: string
  input: unknown
  code: string
}

/** An account, Alice's of development chains. */
export const ADDRESS = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
export const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
export const BAD = 'BAD_REQUEST'
