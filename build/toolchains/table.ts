import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { componentEmbed, componentNew } from '@bytecodealliance/jco-transpile/wasm-tools'
import { findToolchain, target } from '../agents/toolchain.ts'
import { run } from '../chain/run.ts'
import { cacheDir } from '../setup/cache.ts'
import { bindingsTool, clang, npmTools, pythonTools, sources, wit } from './tools.ts'

const javascript = join(sources, 'javascript/agent.js')

/** Lets `build` write into a folder that is gone afterwards. */
async function inFolder(build: (folder: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'ainur-toolchain-'))
  try {
    return await build(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** QuickJS. Without `--sync` its components use the asynchronous ABI, which agents may not. */
const quickJs = () =>
  inFolder(async (folder) => {
    const cli = join(await npmTools(), 'node_modules/componentize-qjs/cli.mjs')
    const output = join(folder, 'agent.wasm')
    await run('node', [cli, '--wit', wit, '--world', 'agent', '--js', javascript, '--sync', '-o', output])
    return readFileSync(output)
  })

interface ComponentizeJs {
  componentize(source: string, options: object): Promise<{ component: Uint8Array }>
}

/** SpiderMonkey, with every feature that it turns on by itself. */
async function spiderMonkey(): Promise<Uint8Array> {
  const entry = join(await npmTools(), 'node_modules/@bytecodealliance/componentize-js/src/componentize.js')
  const { componentize } = (await import(pathToFileURL(entry).href)) as ComponentizeJs
  const source = readFileSync(javascript, 'utf8')
  return (await componentize(source, { witPath: wit, worldName: 'agent' })).component
}

const python = () =>
  inFolder(async (folder) => {
    const program = join(await pythonTools(), 'bin/componentize-py')
    const output = join(folder, 'agent.wasm')
    const arguments_ = ['-d', wit, '-w', 'agent', 'componentize', '-p', join(sources, 'python'), 'agent']
    await run(program, [...arguments_, '-o', output])
    return readFileSync(output)
  })

const c = () =>
  inFolder(async (folder) => {
    const generator = join(await bindingsTool(), 'bin/wit-bindgen')
    await run(generator, ['c', wit, '--world', 'agent', '--out-dir', folder])
    const core = join(folder, 'core.wasm')
    const flags = ['--target=wasm32-wasi', '-fuse-ld=/usr/bin/wasm-ld-16', '-mexec-model=reactor', '-O2']
    const inputs = [join(sources, 'c/agent.c'), 'agent.c', 'agent_component_type.o']
    await run(clang(), [...flags, '-I', folder, ...inputs, '-o', core], { cwd: folder })
    // The C library speaks WASI 0.1.
    const adapters = join(await npmTools(), 'node_modules/@bytecodealliance/jco/lib')
    const adapter = readFileSync(join(adapters, 'wasi_snapshot_preview1.reactor.wasm'))
    return componentNew(readFileSync(core), [['wasi_snapshot_preview1', adapter]])
  })

const assemblyScript = () =>
  inFolder(async (folder) => {
    const compiler = join(await npmTools(), 'node_modules/assemblyscript/bin/asc.js')
    const core = join(folder, 'core.wasm')
    const source = join(sources, 'assemblyscript/agent.ts')
    await run('node', [compiler, source, '-O', '--runtime', 'stub', '--use', 'abort=', '-o', core])
    const witSource = readFileSync(join(wit, 'ainur.wit'), 'utf8')
    return componentNew(await componentEmbed({ binary: readFileSync(core), witSource, world: 'agent' }))
  })

async function rustSockets(): Promise<Uint8Array> {
  const { cargo, args, env } = await findToolchain()
  const folder = cacheDir('toolchains', 'cargo')
  const manifest = join(sources, 'rust-sockets/Cargo.toml')
  const flags = ['--release', '--locked', '--target', target, '--manifest-path', manifest, ...args]
  await run(cargo, ['build', ...flags], { env: { ...env, CARGO_TARGET_DIR: folder } })
  return componentNew(readFileSync(join(folder, target, 'release/rust_sockets.wasm')))
}

/** How each toolchain makes the agent of `agents/testing/toolchains`. */
export const toolchains: Record<string, () => Promise<Uint8Array>> = {
  assemblyscript: assemblyScript,
  c,
  quickjs: quickJs,
  spidermonkey: spiderMonkey,
  python,
  'rust-sockets': rustSockets,
}
