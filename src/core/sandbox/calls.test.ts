import { afterAll, describe, expect, it } from 'vitest'
import { createHost } from './host/host.ts'
import { hostInterface } from './host/interfaces.ts'
import { bare } from './host/shape.ts'
import { WasiFailure } from './host/streams.ts'
import { createWasi } from './host/wasi.ts'
import { createSandbox } from './sandbox.ts'
import { agent } from './testing/component.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'

type Call = (...values: unknown[]) => unknown

const capture = () => ({ write: () => undefined, text: () => '' })

/** The world of one run, and how much fuel it took. */
function world() {
  let used = 0
  let sent = 0
  const charge = (fuel: number) => (used += fuel)
  const wasi = createWasi({ taskId: '1', stdout: capture(), stderr: capture(), charge })
  const host = createHost({ logLimit: 1_000, charge, send: () => sent++ })
  return { interfaces: bare({ ...wasi, ...host }), used: () => used, sent: () => sent }
}

describe('a call out of the guest', () => {
  it('costs more for more', () => {
    const { interfaces, used } = world()
    const { poll } = interfaces['wasi:io/poll'] as Record<string, Call>
    poll?.([])
    const none = used()
    expect(poll?.(new Array(1_000).fill({}))).toHaveLength(1_000)
    expect(used() - none).toBe(50_000)
  })

  it('that tells the end tells it once', () => {
    const { interfaces, sent } = world()
    const { progress } = interfaces[hostInterface] as Record<string, Call>
    for (let i = 0; i < 1_000; i++) progress?.(1_000, 'x'.repeat(8_192))
    expect(sent()).toBe(1)
  })
})

describe('a guest', () => {
  const sandbox = createSandbox({ cacheDir: temporaryFolder() })
  afterAll(() => sandbox.stop())

  /** Asks for its stdout without end, and does `then` with each. */
  const asking = (then: string) =>
    agent({
      imports: `
        (import "wasi:io/streams@0.2.0" (instance $streams (export "output-stream" (type (sub resource)))))
        (alias export $streams "output-stream" (type $stream))
        (import "wasi:cli/stdout@0.2.0" (instance $stdout
          (alias outer 1 $stream (type $s)) (export "output-stream" (type $s2 (eq $s)))
          (export "get-stdout" (func (result (own $s2))))))
        (core func $get (canon lower (func $stdout "get-stdout")))
        (core func $drop (canon resource.drop $stream))`,
      coreImports: `(import "h" "get" (func $get (result i32))) (import "h" "drop" (func $drop (param i32)))`,
      with: '(with "h" (instance (export "get" (func $get)) (export "drop" (func $drop))))',
      body: `(loop $l (${then} (call $get)) (br $l))`,
    })
  const run = async (then: string) =>
    sandbox.run(await sandbox.prepare(await asking(then)), request(''), limits({ fuel: '10000000' }))

  it('that keeps every stream it gets is stopped, at the same one each time', async () => {
    const [first, second] = [await run('drop'), await run('drop')]
    expect(first.outcome).toMatchObject({
      kind: 'trap',
      cause: 'trap',
      message: expect.stringContaining('at once') as string,
    })
    expect(second.fuelUsed).toBe(first.fuelUsed)
  })

  it('that gives them back pays for each', async () => {
    const { outcome, fuelUsed } = await run('call $drop')
    expect(outcome).toMatchObject({ kind: 'trap', cause: 'fuel' })
    expect(fuelUsed).toBe('10000000')
  })
})

it('a refusal is still one', () => {
  const { interfaces } = world()
  const { createTcpSocket } = interfaces['wasi:sockets/tcp-create-socket'] as Record<string, Call>
  expect(() => createTcpSocket?.()).toThrow(WasiFailure)
})
