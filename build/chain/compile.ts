import { join } from 'node:path'
import { chainDir, wasmTarget } from './paths.ts'
import { run } from './run.ts'
import { target, type Toolchain } from './toolchain.ts'

export interface CompileOptions {
  /** Hash of the metadata that hardware wallets check, 64 hex digits; without it the runtime has none. */
  metadataHash?: string
  /** For a network of value: no faucet, no development presets. */
  production?: boolean
  signal?: AbortSignal
}

/** Builds the runtime as plain WASM and returns the file's path. */
export async function compileRuntime(
  tools: Toolchain,
  { metadataHash, production, signal }: CompileOptions,
): Promise<string> {
  const env: Record<string, string> = {
    CARGO_TARGET_DIR: wasmTarget(),
    RUSTC: tools.rustc,
    RUSTFLAGS: [
      '-C link-arg=--export-table',
      '-C link-arg=--import-memory',
      '-C link-arg=--export=__heap_base',
      '--cfg substrate_runtime',
    ].join(' '),
    ...(metadataHash === undefined ? {} : { RUNTIME_METADATA_HASH: metadataHash }),
  }
  const args = ['rustc', '--locked', '--profile', 'runtime', '--target', target, '-p', 'ainur-runtime']
  args.push('--no-default-features', '--crate-type', 'cdylib')
  if (production) args.push('--features', 'production')
  await run(tools.cargo, args, { cwd: chainDir, env, signal })
  return join(env.CARGO_TARGET_DIR ?? '', target, 'runtime/ainur_runtime.wasm')
}
