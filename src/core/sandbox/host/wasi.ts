import type { Capture } from './capture.ts'
import { GuestExit, GuestFault } from './faults.ts'
import { http } from './http.ts'
import { createRandom, seedOf } from './random.ts'
import { createStreams, WasiFailure } from './streams.ts'

export interface WasiOptions {
  /** Clock and randomness are functions of it. */
  taskId: string
  stdout: Capture
  stderr: Capture
  /** Takes fuel for work that the host does. */
  charge: (fuel: number) => void
}

/** 2025-01-01; the clock of a task starts within a year after it. */
const epochSeconds = 1_735_689_600n
const secondsPerYear = 31_536_000n
const tick = 1_000n
/** More randomness than this at once is refused. */
const randomLimit = 1024 * 1024

/** Resources that exist so that they can be named; no value of them is ever handed out. */
const empty = (...names: string[]) => Object.fromEntries(names.map((name) => [name, class {}]))

const deny = () => {
  throw new WasiFailure('access-denied')
}

const exit = () => {
  throw new GuestExit('the agent called exit')
}

/**
 * WASI 0.2 without a world behind it: no files, no network, a clock that moves one microsecond per look, randomness
 * and start time from the task. Whatever the guest sees is the same in every run of the same task.
 */
export function createWasi({ taskId, stdout, stderr, charge }: WasiOptions): Record<string, object> {
  const seed = seedOf(taskId)
  const random = createRandom(seed)
  const { InputStream, Network, OutputStream, Pollable, poll } = createStreams(charge)
  const start = epochSeconds + (seed % secondsPerYear)
  let nanoseconds = 0n

  const now = () => (nanoseconds += tick)
  const u64 = () => random.u64()
  const bytes = (length: bigint) => {
    if (length > randomLimit)
      throw new GuestFault(`${length} random bytes at once; ${randomLimit} are allowed`)
    charge(16 * Number(length))
    return random.bytes(Number(length))
  }

  return {
    'wasi:cli/environment': { getArguments: () => [], getEnvironment: () => [], initialCwd: () => undefined },
    'wasi:cli/exit': { exit, exitWithCode: exit },
    'wasi:cli/stdin': { getStdin: () => new InputStream() },
    'wasi:cli/stdout': { getStdout: () => new OutputStream(stdout) },
    'wasi:cli/stderr': { getStderr: () => new OutputStream(stderr) },
    'wasi:cli/terminal-input': empty('TerminalInput'),
    'wasi:cli/terminal-output': empty('TerminalOutput'),
    'wasi:cli/terminal-stdin': { getTerminalStdin: () => undefined },
    'wasi:cli/terminal-stdout': { getTerminalStdout: () => undefined },
    'wasi:cli/terminal-stderr': { getTerminalStderr: () => undefined },
    'wasi:clocks/monotonic-clock': {
      now,
      resolution: () => tick,
      subscribeDuration: () => new Pollable(),
      subscribeInstant: () => new Pollable(),
    },
    'wasi:clocks/wall-clock': {
      now: () => ({
        seconds: start + now() / 1_000_000_000n,
        nanoseconds: Number(nanoseconds % 1_000_000_000n),
      }),
      resolution: () => ({ seconds: 0n, nanoseconds: Number(tick) }),
    },
    'wasi:filesystem/preopens': { getDirectories: () => [] },
    'wasi:filesystem/types': {
      ...empty('Descriptor', 'DirectoryEntryStream'),
      filesystemErrorCode: () => undefined,
    },
    ...http,
    'wasi:io/error': empty('Error'),
    'wasi:io/poll': { Pollable, poll },
    'wasi:io/streams': { InputStream, OutputStream },
    'wasi:random/random': { getRandomBytes: bytes, getRandomU64: u64 },
    'wasi:random/insecure': { getInsecureRandomBytes: bytes, getInsecureRandomU64: u64 },
    'wasi:random/insecure-seed': { insecureSeed: () => [u64(), u64()] },
    'wasi:sockets/instance-network': { instanceNetwork: () => new Network() },
    'wasi:sockets/network': { Network },
    'wasi:sockets/ip-name-lookup': { ...empty('ResolveAddressStream'), resolveAddresses: deny },
    'wasi:sockets/tcp': empty('TcpSocket'),
    'wasi:sockets/tcp-create-socket': { createTcpSocket: deny },
    'wasi:sockets/udp': empty('UdpSocket', 'IncomingDatagramStream', 'OutgoingDatagramStream'),
    'wasi:sockets/udp-create-socket': { createUdpSocket: deny },
  }
}
