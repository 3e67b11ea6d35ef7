import type { ApiPromise } from '@polkadot/api'
import type { Codec } from '@polkadot/types/types'
import { storage } from '../chain/calls.ts'
import { toPlain } from '../chain/events.ts'

/** The proxy type that may do an agent's daily work and nothing else. */
export const AGENT_PROXY = 'Agent'

/** Who may act for an owner: the hot keys that may do agents' work (of that type, without delay), and how many in all. */
export async function proxiesOf(
  api: Pick<ApiPromise, 'query'>,
  owner: string,
): Promise<{ hotKeys: string[]; count: number }> {
  const read = storage(api, 'proxy', 'proxies') as (owner: string) => Promise<Codec>
  const [all] = toPlain(await read(owner)) as [{ delegate: string; proxyType: string; delay: number }[]]
  const agents = all.filter(({ proxyType, delay }) => proxyType === AGENT_PROXY.toLowerCase() && delay === 0)
  return { hotKeys: agents.map(({ delegate }) => delegate), count: all.length }
}
