/**
 * The interfaces of WASI 0.2 that a component may import. Those of files, sockets and terminals are there because
 * language runtimes import them always: they have nothing behind them and refuse every call.
 */
export const wasiInterfaces = [
  'wasi:cli/environment',
  'wasi:cli/exit',
  'wasi:cli/stdin',
  'wasi:cli/stdout',
  'wasi:cli/stderr',
  'wasi:cli/terminal-input',
  'wasi:cli/terminal-output',
  'wasi:cli/terminal-stdin',
  'wasi:cli/terminal-stdout',
  'wasi:cli/terminal-stderr',
  'wasi:clocks/monotonic-clock',
  'wasi:clocks/wall-clock',
  'wasi:filesystem/preopens',
  'wasi:filesystem/types',
  'wasi:io/error',
  'wasi:io/poll',
  'wasi:io/streams',
  'wasi:random/random',
  'wasi:random/insecure',
  'wasi:random/insecure-seed',
  'wasi:sockets/instance-network',
  'wasi:sockets/ip-name-lookup',
  'wasi:sockets/network',
  'wasi:sockets/tcp',
  'wasi:sockets/tcp-create-socket',
  'wasi:sockets/udp',
  'wasi:sockets/udp-create-socket',
] as const

/** The interface of `agents/wit/ainur.wit`. */
export const hostInterface = 'ainur:agent/host'
/** Types have no functions, so nothing is imported from them at run time. */
const typesInterface = 'ainur:agent/types'

const known = new Set<string>([...wasiInterfaces, hostInterface, typesInterface])

/** The imports that nothing here offers. */
export function unknownImports(imports: readonly string[]): string[] {
  return imports.filter((name) => !known.has(name))
}
