/**
 * Builds the runtime that the app ships: `node build/build-runtime.ts` writes resources/chain/. With `--check` it
 * only says whether the committed blob was made from these sources (no Rust needed); with `--verify` it builds and
 * compares. `--production <file>` writes a runtime for a network of value (no faucet, no development presets) to that
 * file and leaves resources/chain/ alone. The build goes to the user's cache and takes minutes when that is cold.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { metadata, metadataHash, specVersion } from './chain/ask-runtime.ts'
import { writeMetadata } from './chain/metadata.ts'
import { compileRuntime } from './chain/compile.ts'
import { pack, unpack } from './chain/pack.ts'
import { readBlob, readRecord, sha256, write, type RuntimeRecord } from './chain/record.ts'
import { progress } from './chain/run.ts'
import { sourceHash } from './chain/source-hash.ts'
import { writeSpecs } from './chain/specs.ts'
import { findToolchain, type Toolchain } from './chain/toolchain.ts'

/** A runtime cannot hold the hash of metadata that is not known yet: builds again until the two agree. */
async function build(
  tools: Toolchain,
  signal: AbortSignal,
  production = false,
): Promise<{ wasm: Buffer; hash: string }> {
  let hash = readRecord()?.metadataHash
  for (let pass = 1; pass <= 3; pass++) {
    progress(`pass ${pass}: compiling the runtime with ${tools.compiler}`)
    const wasm = readFileSync(await compileRuntime(tools, { metadataHash: hash, production, signal }))
    const found = await metadataHash(wasm)
    if (found === hash) return { wasm, hash }
    progress(`metadata hash ${found}`)
    hash = found
  }
  throw new Error('the metadata hash depends on itself')
}

function check(record: RuntimeRecord | undefined): asserts record is RuntimeRecord {
  if (record === undefined)
    throw new Error('There is no runtime in resources/chain. Run: npx node build/build-runtime.ts')
  if (record.sha256 !== sha256(readBlob()))
    throw new Error('resources/chain: the blob is not the recorded one')
  if (record.sourceHash !== sourceHash()) {
    throw new Error(
      'The runtime in resources/chain is not made from chain/ as it is now. Run: npx node build/build-runtime.ts',
    )
  }
  progress(`runtime ${record.specVersion} fits its sources (${record.sourceHash.slice(0, 12)})`)
}

/** Builds and compares with what is committed. Two compilers make two blobs, but the metadata must agree. */
async function verify(signal: AbortSignal): Promise<void> {
  const record = readRecord()
  check(record)
  const tools = await findToolchain(signal)
  const { wasm, hash } = await build(tools, signal)
  if (hash !== record.metadataHash) throw new Error(`metadata hash ${hash} instead of ${record.metadataHash}`)
  if (tools.compiler !== record.compiler) {
    progress(`the blob is by ${record.compiler}, here is ${tools.compiler}: only the metadata was compared`)
  } else if (unpack(readBlob()).equals(wasm)) {
    progress('the blob is what these sources make')
  } else {
    throw new Error(
      'The blob in resources/chain differs from what its sources make. Run: npx node build/build-runtime.ts',
    )
  }
}

async function make(signal: AbortSignal): Promise<void> {
  const tools = await findToolchain(signal)
  const source = sourceHash()
  const { wasm, hash } = await build(tools, signal)
  if (source !== sourceHash()) throw new Error('chain/ changed while it was built; build again')
  const version = await specVersion(wasm)
  const record = write(wasm, {
    sourceHash: source,
    compiler: tools.compiler,
    metadataHash: hash,
    specVersion: version,
  })
  writeMetadata(version, await metadata(wasm), hash)
  await writeSpecs()
  progress(`runtime ${version}: ${record.size} bytes (${wasm.length} plain), sha256 ${record.sha256}`)
}

async function makeProduction(file: string, signal: AbortSignal): Promise<void> {
  const { wasm } = await build(await findToolchain(signal), signal, true)
  const blob = pack(wasm)
  writeFileSync(file, blob)
  progress(`production runtime ${await specVersion(wasm)}: ${file}, sha256 ${sha256(blob)}`)
}

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, verify: { type: 'boolean' }, production: { type: 'string' } },
})
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
try {
  if (values.check) check(readRecord())
  else if (values.verify) await verify(stop.signal)
  else if (values.production !== undefined) await makeProduction(values.production, stop.signal)
  else await make(stop.signal)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
