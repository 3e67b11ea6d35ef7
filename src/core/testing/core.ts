import { createRouterClient } from '@orpc/server'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../contract/index.ts'
import type { CoreConfig, Shell, LogRecord } from '../config.ts'
import { createCore, type Core } from '../index.ts'
import { resourcesDir } from './paths.ts'

export interface TestCoreOptions {
  /** Folder to work in; without it a new one, which is removed by `remove`. */
  dataDir?: string
  shell?: Partial<Shell>
  config?: Partial<CoreConfig>
}

export interface TestCore {
  readonly core: Core
  readonly dataDir: string
  /** The router through the contract: inputs and outputs are validated as for every other caller. */
  readonly api: ContractRouterClient<Contract>
  readonly logged: LogRecord[]
  stop(): Promise<void>
  /** Stops and deletes the folder. */
  remove(): Promise<void>
}

/** A core in a temporary folder with its own embedded chain on a free port, not started yet. */
export function makeCore({ dataDir, shell, config }: TestCoreOptions = {}): TestCore {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'ainur-core-'))
  const logged: LogRecord[] = []
  const core = createCore(
    { dataDir: folder, resourcesDir, shell: 'headless', version: '0.0.0-test', ...config },
    { protectSecret: null, unprotectSecret: null, log: (record) => void logged.push(record), ...shell },
  )
  const stop = () => core.stop()
  return {
    core,
    dataDir: folder,
    api: createRouterClient(core.router),
    logged,
    stop,
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Like makeCore, started and ready. */
export async function startCore(options: TestCoreOptions = {}): Promise<TestCore> {
  const made = makeCore(options)
  await made.core.start()
  return made
}
