/** Turns a component into JavaScript and metered core modules. Runs in its own process, once per component. */
import { $init, generate } from '@bytecodealliance/jco-transpile/component'
import { compile, parse } from './engine.ts'
import { bytesFrame, createDecoder, jsonFrame } from './frames.ts'
import { strictHandles } from './handles.ts'
import { createMeter, Refusal } from './meter.ts'
import { textLimit } from './protocol.ts'

const received: Uint8Array[] = []
const noLimit = 1024 * 1024 * 1024

function send(value: unknown, bytes?: Uint8Array): void {
  const frames = [...jsonFrame(value), ...(bytes === undefined ? [] : bytesFrame(bytes))]
  for (const part of frames) process.stdout.write(part)
}

/** The first bytes arrive as the component, the second as the meter. */
async function prepare(component: Uint8Array, meterWasm: Uint8Array): Promise<void> {
  await $init
  const { meter, check, version } = createMeter(meterWasm)
  // Before the transpiler sees it: names of imports become properties of objects in the glue code.
  check(component)
  const { files, imports } = generate(component, {
    name: 'component',
    instantiation: { tag: 'sync' },
    noTypescript: true,
    noNodejsCompat: true,
    noNamespacedExports: true,
    base64Cutoff: 0,
  })
  for (const [name, content] of files) {
    if (name.endsWith('.wasm')) {
      const metered = meter(content) as Uint8Array<ArrayBuffer>
      compile(metered)
      send({ kind: 'file', name }, metered)
    } else if (name.endsWith('.js')) {
      const glue = new TextEncoder().encode(strictHandles(new TextDecoder().decode(content)))
      parse(glue)
      send({ kind: 'file', name: name.replace(/\.js$/, '.mjs') }, glue)
    }
  }
  send({ kind: 'prepared', imports: [...imports].sort(), meterVersion: version })
}

const decoder = createDecoder({
  limits: { json: 1024, bytes: noLimit },
  onJson: () => undefined,
  onBytes(bytes) {
    received.push(bytes)
    const [component, meter] = received
    if (component === undefined || meter === undefined) return
    prepare(component, meter).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      const code = error instanceof Refusal ? error.code : 'invalid-component'
      send({ kind: 'failed', code, message: message.slice(0, textLimit) })
    })
  },
})
process.stdin.on('data', decoder.feed)
