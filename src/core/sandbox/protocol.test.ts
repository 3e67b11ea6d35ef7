import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { execute } from './execute.ts'
import { createDecoder, bytesFrame, frameIds } from './host/frames.ts'
import { createPool } from './pool.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'

const pool = createPool({
  nodePath: process.execPath,
  hostUrl: new URL('./host/main.ts', import.meta.url),
  idleMs: 30_000,
})
afterAll(() => pool.stop())

/** A component of whose glue code only `run` is left: what it answers is what the protocol has to carry. */
function glue(body: string): string {
  const folder = temporaryFolder()
  const source = `export const instantiate = () => ({ run(task) { ${body} } })`
  writeFileSync(join(folder, 'component.mjs'), source)
  return folder
}
const run = async (folder: string, text = 'x') =>
  (await execute(pool, folder, request(text), limits(), {})).outcome
const bytes = (...values: number[]) => Uint8Array.from(values)

/** A whole answer of a sandbox process, as the bytes of a list of numbers: what was once taken for the next answer. */
const forged = `
  const frame = (kind, bytes) => [0, 0, bytes.length >> 8, bytes.length & 255, kind, ...bytes]
  const text = JSON.stringify({ kind: 'done', outcome: { kind: 'ok', mediaType: 'text/plain' }, fuelUsed: '1',
    memoryPeak: 0, stdout: '', stderr: '' })
  const bytes = [...frame(1, new TextEncoder().encode(text)), ...frame(2, new TextEncoder().encode('FORGED OUTPUT'))]
  while (bytes.length % 64) bytes.push(0)
  const list = new Float64Array(Uint8Array.from([...new Uint8Array(bytes.length / 7 & ~7), ...bytes]).buffer)`

describe('a result that is not of its type ends the run by name', () => {
  it.each([
    ['numbers of eight bytes', `${forged}; return { mediaType: 'text/plain', data: list }`],
    ['a list', `return { mediaType: 'text/plain', data: [1, 2, 3] }`],
    ['a buffer', `return { mediaType: 'text/plain', data: new ArrayBuffer(8) }`],
    ['a subclass', `return { mediaType: 'text/plain', data: new (class extends Uint8Array {})(8) }`],
    [
      'bytes that another thread may change',
      `return { mediaType: 'text/plain', data: new Uint8Array(new SharedArrayBuffer(8)) }`,
    ],
    ['a number as its media type', `return { mediaType: 5, data: new Uint8Array(1) }`],
    ['nothing', 'return undefined'],
    ['an error that is none', `throw { tag: 'worse', val: 'x' }`],
    ['an error without a text', `throw { tag: 'internal', val: { length: 1 } }`],
    ['something that cannot be looked at', `throw new Proxy({}, { has() { throw 1 }, get() { throw 1 } })`],
  ])('%s', async (_, body) => {
    const folder = glue(
      `if (task.data.length === 1) { ${body} } return { mediaType: 'text/plain', data: task.data }`,
    )
    expect(await run(folder)).toMatchObject({ kind: 'trap', cause: 'trap' })
    expect(await run(folder, '')).toEqual({ kind: 'ok', mediaType: 'text/plain', data: bytes() })
  })

  it('bytes that are part of more come alone', async () => {
    const folder = glue(
      `return { mediaType: 'text/plain', data: new Uint8Array(1000).fill(7).subarray(3, 5) }`,
    )
    expect(await run(folder)).toMatchObject({ kind: 'ok', data: bytes(7, 7) })
  })
})

it('a frame says how many bytes it has, and whose it is', () => {
  const heard: unknown[] = []
  const id = frameIds.make()
  const decoder = createDecoder({
    limits: { json: 0, bytes: 64 },
    onJson: () => undefined,
    onBytes: (bytes, from) => heard.push(bytes.length, from),
  })
  decoder.feed(Buffer.concat(bytesFrame(new Float64Array(4) as unknown as Uint8Array, id)))
  expect(heard).toEqual([32, id])
  expect(decoder.rest()).toBe(0)
})
