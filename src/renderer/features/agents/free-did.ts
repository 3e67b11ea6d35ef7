import { DID_PREFIX, type Address, type Did } from '../../../contract/common.ts'
import { client } from '../../api.ts'
import { hasCode } from '../../ui/errors.ts'

/** Whether an agent of this network has the DID already. */
export const isTaken = async (did: Did, signal: AbortSignal) => {
  try {
    await client.agents.get({ did }, { signal })
    return true
  } catch (error) {
    if (hasCode(error, 'NOT_FOUND')) return false
    throw error
  }
}

/** The longest name a DID has room for, less the longest that is put behind it. */
const LONGEST = 51 - '-utqy-51'.length

/** A DID nobody has yet: the package's name, else with the end of the owner's address, else numbered. */
export const freeDid = async (name: string, owner: Address, signal: AbortSignal): Promise<Did> => {
  const tail = `${name.slice(0, LONGEST)}-${owner.slice(-4).toLowerCase()}`
  const names = [name, tail, ...Array.from({ length: 50 }, (_, at) => `${tail}-${at + 2}`)]
  for (const each of names) if (!(await isTaken(DID_PREFIX + each, signal))) return DID_PREFIX + each
  throw new Error(`every name like "${name}" is taken`)
}
