import { generateKeyPairSync } from 'node:crypto'
import { base58btc } from 'multiformats/bases/base58'
import { concat, toHex } from '../executor/scale.ts'
import { RuntimeCallError } from '../executor/run-task.ts'
import { isWhole } from '../runtime-api.ts'
import { method } from './context.ts'
import { at, hex } from './params.ts'
import { RpcError } from './rpc-error.ts'
import { stateAt } from './state-at.ts'

export const CHAIN_NAME = 'Ainur Embedded'
/** What `system_health` and `GET /health` say. */
export const HEALTH = { peers: 0, isSyncing: false, shouldHavePeers: false }
const PROPERTIES = { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'AINU' }

/** A dry run executes whatever it is given, and nobody pays for it. */
const MAX_DRY_RUN_BYTES = 256 * 1024
/** An Ed25519 key in libp2p's encoding, as an identity multihash. */
const PEER_ID_HEAD = [0x00, 0x24, 0x08, 0x01, 0x12, 0x20]

/** As of a node without a key of its own: a new one with every start. Nobody can dial it. */
const PEER_ID = base58btc.baseEncode(
  concat(
    PEER_ID_HEAD,
    generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  ),
)

const dryRun = method({ extrinsic: hex(MAX_DRY_RUN_BYTES), at }, async ({ ledger }, { extrinsic, at }) => {
  if (!isWhole(extrinsic))
    throw new RpcError(2, 'Unable to dry run extrinsic', 'the extrinsic has a wrong length prefix')
  try {
    const state = stateAt(ledger, at)
    return toHex(await ledger.dryRun(extrinsic, ledger.block(at ?? ledger.head().number)!, state))
  } catch (error) {
    if (!(error instanceof RuntimeCallError || error instanceof RpcError)) throw error
    throw new RpcError(1, 'Unable to dry run extrinsic.', error.message)
  }
})

export const system = {
  system_dryRun: dryRun,
  system_dryRunAt: dryRun,
  system_localPeerId: method({}, () => PEER_ID),
  system_chain: method({}, () => CHAIN_NAME),
  system_chainType: method({}, () => 'Development'),
  system_name: method({}, () => 'Ainur Desktop'),
  system_version: method({}, () => '1'),
  system_properties: method({}, () => PROPERTIES),
  system_health: method({}, () => HEALTH),
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
