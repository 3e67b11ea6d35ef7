/**
 * Builds the agents that ship, the test agent and the meter from their Rust sources.
 *
 *     node build/build-agents.ts          builds into resources/
 *     node build/build-agents.ts --check  fails when what is committed was made from other sources
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { componentNew } from '@bytecodealliance/jco-transpile/wasm-tools'
import { blake3 } from 'hash-wasm'
import { agentManifest } from '../src/contract/manifest.ts'
import { hashSources } from './agents/sources.ts'
import { findToolchain, target } from './agents/toolchain.ts'
import { progress, run } from './chain/run.ts'

const root = resolve(import.meta.dirname, '..')
const recordFile = join(root, 'resources/agents/sources.json')
const workspace = ['agents/Cargo.toml', 'agents/Cargo.lock']

interface Artefact {
  /** Folder under `agents/`. */
  folder: string
  /** Package in the cargo workspace. */
  crate: string
  /** Where the WASM goes, from the root. */
  output: string
  /** A core module stays as it is; a component is made of it otherwise. */
  core?: true
  /** The manifest is completed with the component's hash and written beside it. */
  manifest?: true
}

const agent = (name: string): Artefact => ({
  folder: name,
  crate: `ainur-agent-${name}`,
  output: `resources/agents/${name}/${name}.wasm`,
  manifest: true,
})

const artefacts: Artefact[] = [
  { folder: 'meter', crate: 'ainur-meter', output: 'resources/sandbox/meter.wasm', core: true },
  { folder: 'testing/faulty', crate: 'ainur-agent-faulty', output: 'agents/testing/faulty.wasm' },
  agent('echo'),
  agent('summarizer'),
]

interface BuildRecord {
  /** SHA-256 of the sources. */
  sources: string
  /** BLAKE3 of the built file. */
  blake3: string
  compiler: string
}

const sourcesOf = ({ folder, core, manifest }: Artefact) => [
  ...workspace,
  `agents/${folder}/Cargo.toml`,
  `agents/${folder}/src`,
  'agents/wit',
  ...(core ? [`agents/${folder}/build.rs`, `agents/${folder}/wit`] : []),
  ...(manifest ? [`agents/${folder}/agent.json`] : []),
]

async function check(): Promise<void> {
  const records = JSON.parse(readFileSync(recordFile, 'utf8')) as Record<string, BuildRecord | undefined>
  const stale: string[] = []
  for (const artefact of artefacts) {
    const record = records[artefact.output]
    const fresh = record?.sources === hashSources(root, sourcesOf(artefact))
    if (!fresh || record?.blake3 !== (await blake3(readFileSync(join(root, artefact.output)))))
      stale.push(artefact.output)
  }
  if (stale.length > 0)
    throw new Error(`made from other sources: ${stale.join(', ')}; run "node build/build-agents.ts"`)
  progress(`${artefacts.length} artefacts match their sources`)
}

async function build(signal?: AbortSignal): Promise<void> {
  const toolchain = await findToolchain(signal)
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'agents/Cargo.lock')))
    .digest('hex')
    .slice(0, 12)
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ainur', `agents-${lock}`)
  await run(
    toolchain.cargo,
    [
      'build',
      '--release',
      '--locked',
      '--target',
      target,
      ...artefacts.flatMap(({ crate }) => ['-p', crate]),
      ...toolchain.args,
    ],
    { cwd: join(root, 'agents'), env: { ...toolchain.env, CARGO_TARGET_DIR: cache }, signal },
  )
  const records: Record<string, BuildRecord> = {}
  for (const artefact of artefacts) {
    const core = readFileSync(join(cache, target, 'release', `${artefact.crate.replaceAll('-', '_')}.wasm`))
    const bytes = artefact.core ? core : await componentNew(core)
    const file = join(root, artefact.output)
    const hash = await blake3(bytes)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    records[artefact.output] = {
      sources: hashSources(root, sourcesOf(artefact)),
      blake3: hash,
      compiler: toolchain.compiler,
    }
    if (artefact.manifest) writeManifest(artefact, hash)
    progress(`${artefact.output}: ${Math.ceil(bytes.length / 1024)} KiB`)
  }
  writeFileSync(recordFile, `${JSON.stringify(records, undefined, '\t')}\n`)
}

function writeManifest({ folder, output }: Artefact, hash: string): void {
  const source = JSON.parse(readFileSync(join(root, 'agents', folder, 'agent.json'), 'utf8')) as {
    component: object
  }
  const manifest = { ...source, component: { ...source.component, hash } }
  agentManifest.parse(manifest)
  writeFileSync(join(root, dirname(output), 'agent.json'), `${JSON.stringify(manifest, undefined, '\t')}\n`)
}

if (process.argv.includes('--check')) await check()
else await build()
