import { blake3 } from 'hash-wasm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agent } from '../sandbox/testing/component.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { faultyPackage } from '../testing/faulty.ts'
import { marketOf } from '../testing/market.ts'

// An agent that fails says why where programs say it: on stderr. Its operator reads that in the agent's log.
let t: TestCore
beforeAll(async () => {
  t = await startCore()
})
afterAll(() => t.remove())

const WORDS = 'NameError: name is not defined'

/** An agent that writes to stderr, then fails. */
const complaining = () =>
  agent({
    imports: `
      (import "wasi:io/error@0.2.0" (instance $errors (export "error" (type (sub resource)))))
      (alias export $errors "error" (type $failed))
      (import "wasi:io/streams@0.2.0" (instance $streams
        (alias outer 1 $failed (type $e)) (export "error" (type $e2 (eq $e)))
        (type $variant (variant (case "last-operation-failed" (own $e2)) (case "closed")))
        (export "stream-error" (type $failure (eq $variant)))
        (export "output-stream" (type $o (sub resource)))
        (type $bytes (list u8))
        (export "[method]output-stream.blocking-write-and-flush"
          (func (param "self" (borrow $o)) (param "contents" $bytes) (result (result (error $failure)))))))
      (alias export $streams "output-stream" (type $stream))
      (import "wasi:cli/stderr@0.2.0" (instance $stderr
        (alias outer 1 $stream (type $s)) (export "output-stream" (type $s2 (eq $s)))
        (export "get-stderr" (func (result (own $s2))))))
      (core module $libc (memory (export "memory") 1) (data (i32.const 64) "${WORDS}\\0a"))
      (core instance $libc (instantiate $libc))
      (alias core export $libc "memory" (core memory $memory))
      (core func $get (canon lower (func $stderr "get-stderr")))
      (core func $write (canon lower (func $streams "[method]output-stream.blocking-write-and-flush") (memory $memory)))`,
    coreImports: `(import "h" "get" (func $get (result i32)))
      (import "h" "write" (func $write (param i32 i32 i32 i32)))`,
    with: `(with "h" (instance (export "get" (func $get)) (export "write" (func $write))))`,
    body: `(call $write (call $get) (i32.const 64) (i32.const ${WORDS.length + 1}) (i32.const 16)) unreachable`,
  })

test('what an agent wrote before it failed is in its log', async () => {
  const market = marketOf(t)
  const bytes = await complaining()
  const [manifest] = await faultyPackage()
  const json = JSON.parse(Buffer.from(manifest!.base64, 'base64').toString()) as Record<string, unknown>
  json['component'] = { file: 'faulty.wasm', hash: await blake3(bytes) }
  await t.api.agents.install({
    files: [
      { name: 'agent.json', base64: Buffer.from(JSON.stringify(json)).toString('base64') },
      { name: 'faulty.wasm', base64: Buffer.from(bytes).toString('base64') },
    ],
  })
  const [owner, submitter] = [await market.person('Owner'), await market.person('Submitter')]
  const did = await market.host(owner, 'faulty')
  const task = await market.post(submitter, 'work', { capability: 'faulty' })
  await market.reached(task, 'timed-out')
  const lines = await t.api.agents.log({ did, limit: 100 })
  const written = lines.filter(({ source }) => source === `task ${task} stderr`)
  expect(written.map(({ text }) => text)).toEqual([WORDS])
})
