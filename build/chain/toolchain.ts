import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheDir } from './paths.ts'
import { progress, run, tryOutput } from './run.ts'

/** The only target that needs no nightly flags and has none of the WASM features a runtime must not use. */
export const target = 'wasm32v1-none'

/** A cargo and a rustc (a small wrapper) that can build for {@link target}. */
export interface Toolchain {
  cargo: string
  rustc: string
  /** What `rustc --version` says: two compilers make two different blobs. */
  compiler: string
}

/**
 * Finds a toolchain for the runtime: rustup's, if its target is installed or can be; else Debian's `rustc-web`,
 * whose sources come as a package, with a sysroot for the target made from them in the user's cache.
 * Packages are installed only when run as root.
 */
export async function findToolchain(signal?: AbortSignal): Promise<Toolchain> {
  return (await rustupToolchain()) ?? (await debianToolchain(signal))
}

async function rustupToolchain(): Promise<Toolchain | undefined> {
  const rustc = tryOutput('rustup', ['which', 'rustc'])
  const cargo = tryOutput('rustup', ['which', 'cargo'])
  if (rustc === undefined || cargo === undefined) return undefined
  const libDir = tryOutput(rustc, ['--print', 'target-libdir', '--target', target])
  const installed = () => libDir !== undefined && existsSync(libDir)
  if (!installed()) tryOutput('rustup', ['target', 'add', target])
  if (!installed()) return undefined
  return wrap(cargo, rustc)
}

async function debianToolchain(signal?: AbortSignal): Promise<Toolchain> {
  const [rustc, cargo, sources] = ['/usr/bin/rustc', '/usr/bin/cargo', '/usr/lib/rustlib/src/rust/library']
  const complete = () =>
    [rustc, cargo, sources].every((path) => existsSync(path)) && findLinker() !== undefined
  if (!complete() && process.getuid?.() === 0) {
    const packages = ['rustc-web', 'cargo-web', 'rust-web-src', 'lld']
    progress(`installing ${packages.join(', ')}`)
    await run('apt-get', ['update', '-qq'], { signal })
    await run('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      signal,
    })
  }
  if (!complete()) {
    throw new Error(
      `No Rust compiler for ${target}. Run "rustup target add ${target}", or install Debian's packages rustc-web, cargo-web, rust-web-src and lld.`,
    )
  }
  return wrap(cargo, rustc, await sysroot(cargo, rustc, signal))
}

/** Builds core and alloc from the compiler's own sources, once per compiler. Returns the sysroot's directory. */
async function sysroot(cargo: string, rustc: string, signal?: AbortSignal): Promise<string> {
  const version = tryOutput(rustc, ['--version'])?.split(' ')[1] ?? 'unknown'
  const dir = join(cacheDir, `sysroot-${version}`)
  const lib = join(dir, 'lib/rustlib', target, 'lib')
  if (existsSync(lib)) return dir
  progress(`building core and alloc for ${target} (once, about a minute)`)
  const work = mkdtempSync(join(tmpdir(), 'ainur-sysroot-'))
  mkdirSync(join(work, 'src'))
  writeFileSync(
    join(work, 'Cargo.toml'),
    '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[profile.release]\ndebug = 0\nopt-level = 3\n',
  )
  writeFileSync(join(work, 'src/lib.rs'), '#![no_std]\n')
  const env = {
    CARGO_TARGET_DIR: join(work, 'target'),
    RUSTC: rustc,
    RUSTC_BOOTSTRAP: '1',
    // Bitcode is what link-time optimisation of the runtime reads.
    RUSTFLAGS: '-Cembed-bitcode=yes',
  }
  await run(cargo, ['build', '--release', '--target', target, '-Zbuild-std=core,alloc'], {
    cwd: work,
    env,
    signal,
  })
  const deps = join(work, 'target', target, 'release/deps')
  const partial = `${lib}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  for (const file of readdirSync(deps)) {
    if (/^lib(core|alloc|compiler_builtins)-.*\.rlib$/.test(file))
      copyFileSync(join(deps, file), join(partial, file))
  }
  linkLinker(dir, rustc)
  renameSync(partial, lib)
  rmSync(work, { recursive: true })
  return dir
}

/** Debian's compiler comes without a WASM linker: rustup's, or LLVM's own from Debian. */
function findLinker(): string | undefined {
  const rustup = tryOutput('rustup', ['which', 'rustc'])
  const host = hostOf('/usr/bin/rustc')
  const candidates = [
    ...(rustup === undefined ? [] : [join(rustup, '../../lib/rustlib', host, 'bin/rust-lld')]),
    '/usr/bin/lld',
  ]
  return candidates.find((path) => existsSync(path))
}

function hostOf(rustc: string): string {
  return /host: (.+)/.exec(tryOutput(rustc, ['-vV']) ?? '')?.[1] ?? 'x86_64-unknown-linux-gnu'
}

/** Puts the linker where the compiler looks for it in a sysroot. */
function linkLinker(dir: string, rustc: string): void {
  const linker = findLinker()
  if (linker === undefined) throw new Error('No WASM linker: install the Debian package lld.')
  const bin = join(dir, 'lib/rustlib', hostOf(rustc), 'bin')
  mkdirSync(bin, { recursive: true })
  rmSync(join(bin, 'rust-lld'), { force: true })
  symlinkSync(linker, join(bin, 'rust-lld'))
}

/**
 * A wrapper keeps machine paths out of what cargo hashes: the same sources give the same blob from any directory
 * and any user's cache.
 */
function wrap(cargo: string, rustc: string, sysrootDir?: string): Toolchain {
  const cargoHome = process.env.CARGO_HOME ?? join(homedir(), '.cargo')
  const wrapper = join(cacheDir, 'bin', sysrootDir === undefined ? 'rustc-rustup' : 'rustc-debian')
  mkdirSync(join(cacheDir, 'bin'), { recursive: true })
  const script = `#!/bin/sh
case " $* " in
*" --target ${target} "*)
	for crates in '${cargoHome}'/registry/src/*; do
		set -- "--remap-path-prefix=$crates=/crates" "$@"
	done
	${sysrootDir === undefined ? '' : `set -- --sysroot '${sysrootDir}' "$@"`}
	;;
esac
exec '${rustc}' "$@"
`
  writeFileSync(wrapper, script)
  chmodSync(wrapper, 0o755)
  const compiler = tryOutput(rustc, ['--version'])
  if (compiler === undefined) throw new Error(`${rustc} does not run`)
  return { cargo, rustc: wrapper, compiler }
}
