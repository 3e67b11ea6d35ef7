import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createExecutor } from '../../src/core/chain/embedded/executor/executor.ts'
import {
  decodeRuntimeVersion,
  runtimeVersionBytes,
} from '../../src/core/chain/embedded/executor/runtime-version.ts'
import { StateTrie } from '../../src/core/chain/embedded/executor/trie.ts'
import { genesisState } from '../../src/core/chain/embedded/genesis.ts'
import { genesisHeader, headerHash } from '../../src/core/chain/embedded/header.ts'
import type { Json } from '../../src/core/chain/embedded/json.ts'
import { resourcesDir } from './paths.ts'
import { readBlob, sha256 } from './record.ts'

/** A chain whose specification ships. */
interface Network {
  id: string
  name: string
  chainType: 'Development' | 'Local'
  preset: string
  patch?: () => Json
}

/** What is known about one specification. */
export interface SpecRecord {
  /** Of the file. */
  sha256: string
  /** Of block 0, with 0x. */
  genesisHash: string
}

/** What is known about all of them. */
export interface SpecsRecord {
  /** Of the packed runtime that made them. */
  runtimeSha256: string
  specs: Record<string, SpecRecord>
}

const dir = join(resourcesDir, 'specs')
const recordFile = join(resourcesDir, 'specs.json')
const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`

/** Blocks every 3 s by three validators with keys that everybody knows. */
function threeValidators(): Json {
  const seeds = ['//Alice', '//Bob', '//Charlie']
  const addresses = (type: 'sr25519' | 'ed25519') =>
    seeds.map((seed) => new Keyring({ type, ss58Format: 42 }).addFromUri(seed).address)
  return {
    aura: { authorities: addresses('sr25519') },
    grandpa: { authorities: addresses('ed25519').map((address) => [address, 1]) },
    network: { slotDurationMs: 3_000 },
  }
}

const networks: Record<string, Network> = {
  // A node that makes a block for each transaction needs slots that never make it wait: those of the embedded chain.
  development: {
    id: 'ainur_development',
    name: 'Ainur Development',
    chainType: 'Development',
    preset: 'embedded',
  },
  local: {
    id: 'ainur_local',
    name: 'Ainur Local',
    chainType: 'Local',
    preset: 'development',
    patch: threeValidators,
  },
}

/** A raw chain specification, as Substrate nodes and light clients read it. */
function specText(network: Network, state: ReadonlyMap<string, Uint8Array>): string {
  const keyHex = (key: string) => hex(Buffer.from(key, 'latin1'))
  const top = [...state].map(([key, value]) => [keyHex(key), hex(value)] as const)
  const spec = {
    name: network.name,
    id: network.id,
    chainType: network.chainType,
    bootNodes: [],
    telemetryEndpoints: null,
    protocolId: network.id,
    properties: { ss58Format: 42, tokenDecimals: 12, tokenSymbol: 'AINU' },
    codeSubstitutes: {},
    genesis: {
      raw: { top: Object.fromEntries(top.sort(([a], [b]) => (a < b ? -1 : 1))), childrenDefault: {} },
    },
  }
  return `${JSON.stringify(spec, null, '\t')}\n`
}

/** Makes all specifications from the committed runtime. */
export async function makeSpecs(): Promise<{ files: Map<string, string>; record: SpecsRecord }> {
  await cryptoWaitReady()
  const code = readBlob()
  const version = runtimeVersionBytes(code)
  if (!version) throw new Error('The committed runtime does not say its version')
  const { stateVersion } = decodeRuntimeVersion(version)
  const executor = await createExecutor('v8')
  const files = new Map<string, string>()
  const record: SpecsRecord = { runtimeSha256: sha256(code), specs: {} }
  for (const [name, network] of Object.entries(networks)) {
    const { state } = await genesisState(executor, code, [network.preset], network.patch?.())
    const text = specText(network, state)
    const root = StateTrie.of(state, stateVersion).root()
    files.set(name, text)
    record.specs[name] = {
      sha256: sha256(Buffer.from(text)),
      genesisHash: hex(headerHash(genesisHeader(root, stateVersion))),
    }
  }
  return { files, record }
}

/** The file of a specification that ships. */
export const specFile = (name: string): string => join(dir, `${name}.json`)

/** Writes all specifications and what is known about them. */
export async function writeSpecs(): Promise<SpecsRecord> {
  const { files, record } = await makeSpecs()
  mkdirSync(dir, { recursive: true })
  for (const [name, text] of files) writeFileSync(specFile(name), text)
  writeFileSync(recordFile, `${JSON.stringify(record, null, '\t')}\n`)
  return record
}

/** The committed record; `undefined` if there is none. */
export const readSpecsRecord = (): SpecsRecord | undefined =>
  existsSync(recordFile) ? (JSON.parse(readFileSync(recordFile, 'utf8')) as SpecsRecord) : undefined
