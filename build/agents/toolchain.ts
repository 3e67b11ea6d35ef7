import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { progress, run, tryOutput } from '../chain/run.ts'

/** What agents and the meter are compiled for: no operating system at all. */
export const target = 'wasm32-unknown-unknown'

/** How cargo is called to build for {@link target}. */
export interface Toolchain {
  cargo: string
  /** Further arguments of `cargo build`. */
  args: string[]
  env: Record<string, string>
  /** What `rustc --version` says: two compilers make two different components. */
  compiler: string
}

/**
 * Finds a compiler for agents: rustup's, if its target is installed or can be; else Debian's `rustc-web`, whose
 * standard library is built from the sources in `rust-web-src`. Packages are installed only when run as root.
 */
export async function findToolchain(signal?: AbortSignal): Promise<Toolchain> {
  return rustupToolchain() ?? (await debianToolchain(signal))
}

function rustupToolchain(): Toolchain | undefined {
  const rustc = tryOutput('rustup', ['which', 'rustc'])
  const cargo = tryOutput('rustup', ['which', 'cargo'])
  if (rustc === undefined || cargo === undefined) return undefined
  const libDir = tryOutput(rustc, ['--print', 'target-libdir', '--target', target])
  const installed = () => libDir !== undefined && existsSync(libDir)
  if (!installed()) tryOutput('rustup', ['target', 'add', target])
  return installed() ? toolchain(cargo, rustc) : undefined
}

async function debianToolchain(signal?: AbortSignal): Promise<Toolchain> {
  const [rustc, cargo, sources] = ['/usr/bin/rustc', '/usr/bin/cargo', '/usr/lib/rustlib/src/rust/library']
  const complete = () => [rustc, cargo, sources].every((path) => existsSync(path))
  if (!complete() && process.getuid?.() === 0) {
    progress('installing rustc-web, cargo-web and rust-web-src')
    const apt = ['-o', 'DPkg::Lock::Timeout=300', '-qq', '-y', '--no-install-recommends']
    await run('apt-get', ['update', '-qq'], { signal })
    await run('apt-get', ['install', ...apt, 'rustc-web', 'cargo-web', 'rust-web-src'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      signal,
    })
  }
  if (!complete()) {
    throw new Error(
      `No Rust compiler for ${target}. Run "rustup target add ${target}", or install Debian's packages rustc-web, cargo-web and rust-web-src.`,
    )
  }
  return toolchain(cargo, rustc, ['-Zbuild-std=std,panic_abort'], {
    RUSTC_BOOTSTRAP: '1',
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: findLinker(rustc),
  })
}

/** Debian's compiler comes without the WASM linker: takes rustup's, or LLVM's own from Debian. */
function findLinker(rustc: string): string {
  const host = /host: (.+)/.exec(tryOutput(rustc, ['-vV']) ?? '')?.[1] ?? 'x86_64-unknown-linux-gnu'
  const rustup = tryOutput('rustup', ['which', 'rustc'])
  const candidates = [
    ...(rustup === undefined ? [] : [join(rustup, '../../lib/rustlib', host, 'bin/rust-lld')]),
    ...['', '-22', '-21', '-20', '-19'].map((suffix) => `/usr/bin/wasm-ld${suffix}`),
  ]
  const linker = candidates.find((path) => existsSync(path))
  if (linker === undefined)
    throw new Error('No WASM linker: install a rustup toolchain or the Debian package lld.')
  return linker
}

function toolchain(
  cargo: string,
  rustc: string,
  args: string[] = [],
  env: Record<string, string> = {},
): Toolchain {
  const compiler = tryOutput(rustc, ['--version'])
  if (compiler === undefined) throw new Error(`${rustc} does not run`)
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo')
  const root = join(import.meta.dirname, '../..')
  // Without machine paths the same sources give the same component from any directory.
  const flags = [`--remap-path-prefix=${cargoHome}=/cargo`, `--remap-path-prefix=${root}=/ainur`]
  return { cargo, args, compiler, env: { RUSTC: rustc, CARGO_ENCODED_RUSTFLAGS: flags.join('\x1f'), ...env } }
}
