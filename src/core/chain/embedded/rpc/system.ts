import { toHex } from '../executor/scale.ts'
import { method } from './context.ts'

export const CHAIN_NAME = 'Ainur Embedded'
const PROPERTIES = { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'AINU' }

export const system = {
  system_chain: method({}, () => CHAIN_NAME),
  system_chainType: method({}, () => 'Development'),
  system_name: method({}, () => 'Ainur Desktop'),
  system_version: method({}, () => '1'),
  system_properties: method({}, () => PROPERTIES),
  system_health: method({}, () => ({ peers: 0, isSyncing: false, shouldHavePeers: false })),
  system_peers: method({}, () => []),
  system_nodeRoles: method({}, () => ['Authority']),
  system_localListenAddresses: method({}, () => []),
  system_syncState: method({}, ({ ledger }) => {
    const { number } = ledger.head()
    return { startingBlock: 0, currentBlock: number, highestBlock: number }
  }),
  chainSpec_v1_chainName: method({}, () => CHAIN_NAME),
  chainSpec_v1_genesisHash: method({}, ({ ledger }) => toHex(ledger.block(0)!.hash)),
  chainSpec_v1_properties: method({}, () => PROPERTIES),
}
