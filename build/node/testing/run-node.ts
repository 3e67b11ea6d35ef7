import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { dirname } from 'node:path'
import { specFile } from '../../chain/specs.ts'
import { nodeBinary } from '../source.ts'

const specs = ['--chain-specs', dirname(specFile('local'))]

export interface RunningNode extends AsyncDisposable {
  /** Of its JSON-RPC. */
  url: string
  /** Ends it in order, or as the signal says. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** Runs a command of the node to its end. Returns what it wrote. */
export function runCommand(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(nodeBinary(), [...args, ...specs], { encoding: 'utf8', maxBuffer: 2 ** 26 })
}

/** Starts a node on free ports of this machine and waits until it answers. */
export async function startNode(folder: string, ...args: string[]): Promise<RunningNode> {
  const ports = ['--rpc-port', '0', '--listen-addr', '/ip4/127.0.0.1/tcp/0']
  const alone = ['--no-prometheus', '--no-telemetry', '--no-mdns']
  const child = spawn(nodeBinary(), ['--base-path', folder, ...ports, ...alone, ...specs, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit')
  const said: string[] = []
  const lines = createInterface({ input: child.stderr })
  const url = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line)
      const [, address] = /Running JSON-RPC server: addr=(127\.0\.0\.1:\d+)/.exec(line) ?? []
      if (address !== undefined) resolve(`ws://${address}`)
    })
    child.once('error', reject)
    child.once('exit', (code, signal) =>
      reject(new Error(`ended with ${code ?? signal}: ${said.join('\n')}`)),
    )
  })
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    await exited
  }
  return { url, stop, [Symbol.asyncDispose]: () => stop('SIGKILL') }
}
