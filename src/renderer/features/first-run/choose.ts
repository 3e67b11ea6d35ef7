import type { AgentPackage } from '../../../contract/agents.ts'
import { DID_PREFIX, type Address, type Did } from '../../../contract/common.ts'
import { AINU } from '../../../contract/money.ts'
import { client } from '../../api.ts'
import { hasCode } from '../../ui/errors.ts'

const favourites = ['summarizer', 'echo']

/** The package a newcomer hosts first: the summarizer where it is there, else the next best that was shipped. */
export const choosePackage = (packages: AgentPackage[]): AgentPackage | undefined => {
  const shipped = packages.filter(({ source }) => source === 'bundled')
  const rank = ({ manifest }: AgentPackage) => {
    const at = favourites.indexOf(manifest.name)
    return at === -1 ? favourites.length : at
  }
  return shipped.sort((one, other) => rank(one) - rank(other))[0]
}

const taken = async (did: Did, signal: AbortSignal) => {
  try {
    await client.agents.get({ did }, { signal })
    return true
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND')) return false
    throw error
  }
}

/** A DID nobody has yet: the package's name, else with the end of the owner's address, else numbered. */
export const freeDid = async (name: string, owner: Address, signal: AbortSignal): Promise<Did> => {
  const tail = owner.slice(-4).toLowerCase()
  const names = [
    name,
    `${name}-${tail}`,
    ...Array.from({ length: 50 }, (_, at) => `${name}-${tail}-${at + 2}`),
  ]
  for (const each of names) if (!(await taken(DID_PREFIX + each, signal))) return DID_PREFIX + each
  throw new Error(`every name like "${name}" is taken`)
}

/** A budget with room for a better offer: twice the price, and at least what a task must offer. */
export const budgetFor = (price: string) => {
  const double = BigInt(price) * 2n
  return (double > AINU ? double : AINU).toString()
}
