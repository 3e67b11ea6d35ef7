import type { AgentPackage } from '../../../contract/agents.ts'
import { AINU } from '../../../contract/money.ts'

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

/** A budget with room for a better offer: twice the price, and at least what a task must offer. */
export const budgetFor = (price: string) => {
  const double = BigInt(price) * 2n
  return (double > AINU ? double : AINU).toString()
}
