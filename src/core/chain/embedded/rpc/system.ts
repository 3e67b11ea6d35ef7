import { toHex } from '../executor/scale.ts'
import { method } from './context.ts'
import { none } from './params.ts'

export const CHAIN_NAME = 'Ainur Embedded'
const PROPERTIES = { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'AINU' }

export const system = {
  system_chain: method(none, () => CHAIN_NAME),
  system_chainType: method(none, () => 'Development'),
  system_name: method(none, () => 'Ainur Desktop'),
  system_version: method(none, () => '1'),
  system_properties: method(none, () => PROPERTIES),
  system_health: method(none, () => ({ peers: 0, isSyncing: false, shouldHavePeers: false })),
  system_peers: method(none, () => []),
  system_nodeRoles: method(none, () => ['Authority']),
  system_localListenAddresses: method(none, () => []),
  system_syncState: method(none, ({ ledger }) => {
    const { number } = ledger.head()
    return { startingBlock: 0, currentBlock: number, highestBlock: number }
  }),
  chainSpec_v1_chainName: method(none, () => CHAIN_NAME),
  chainSpec_v1_genesisHash: method(none, ({ ledger }) => toHex(ledger.block(0)!.hash)),
  chainSpec_v1_properties: method(none, () => PROPERTIES),
}
