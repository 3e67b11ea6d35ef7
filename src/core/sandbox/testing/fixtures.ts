import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { defaultLimits, type Limits, type RunRequest } from '../types.ts'

const root = join(import.meta.dirname, '../../../..')

export const echoComponent = () => readFileSync(join(root, 'resources/agents/echo/echo.wasm'))
export const faultyComponent = () => readFileSync(join(root, 'agents/testing/faulty.wasm'))
export const meterWasm = () => readFileSync(join(root, 'resources/sandbox/meter.wasm'))

/** A folder that is gone after the test or, outside of one, with the process. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ainur-sandbox-'))
  try {
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  } catch {
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  }
  return folder
}

export const request = (
  text: string,
  parameters: object = {},
  rest: Partial<RunRequest> = {},
): RunRequest => ({
  taskId: 'task-1',
  capability: 'echo',
  mediaType: 'text/plain',
  data: new TextEncoder().encode(text),
  parameters: JSON.stringify(parameters),
  ...rest,
})

/** Small limits, so that traps come quickly. */
export const limits = (rest: Partial<Limits> = {}): Limits => ({
  ...defaultLimits,
  fuel: '200000000',
  memory: 32 * 1024 * 1024,
  wallMs: 20_000,
  ...rest,
})
