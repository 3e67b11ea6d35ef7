/** Turns a component into JavaScript and metered core modules. Runs in its own process, once per component. */
import { $init, generate } from '@bytecodealliance/jco-transpile/component'
import { bytesFrame, createDecoder, jsonFrame } from './frames.ts'
import { unknownImports } from './interfaces.ts'
import { createMeter } from './meter.ts'

const received: Uint8Array[] = []
const noLimit = 1024 * 1024 * 1024

function send(value: unknown, bytes?: Uint8Array): void {
  const frames = [...jsonFrame(value), ...(bytes === undefined ? [] : bytesFrame(bytes))]
  for (const part of frames) process.stdout.write(part)
}

/** The first bytes arrive as the component, the second as the meter. */
async function prepare(component: Uint8Array, meterWasm: Uint8Array): Promise<void> {
  await $init
  const { meter, checkNames, version } = createMeter(meterWasm)
  // Before the transpiler sees them: it writes names into the glue code as they are.
  checkNames(component)
  const { files, imports, exports } = generate(component, {
    name: 'component',
    instantiation: { tag: 'sync' },
    noTypescript: true,
    noNodejsCompat: true,
    noNamespacedExports: true,
    base64Cutoff: 0,
  })
  const unknown = unknownImports(imports)
  if (unknown.length > 0) {
    return send({
      kind: 'failed',
      code: 'unknown-import',
      message: `The component imports ${unknown.join(', ')}, which Ainur does not offer.`,
    })
  }
  if (!exports.some(([name, kind]) => name === 'run' && kind === 'function')) {
    return send({
      kind: 'failed',
      code: 'unsupported',
      message: 'The component does not export the function “run” of the world ainur:agent/agent.',
    })
  }
  for (const [name, content] of files) {
    if (name.endsWith('.wasm')) send({ kind: 'file', name }, meter(content))
    else if (name.endsWith('.js')) send({ kind: 'file', name: name.replace(/\.js$/, '.mjs') }, content)
  }
  send({ kind: 'prepared', imports: [...imports].sort(), meterVersion: version })
}

const decode = createDecoder({
  limits: { json: 1024, bytes: noLimit },
  onJson: () => undefined,
  onBytes(bytes) {
    received.push(bytes)
    const [component, meter] = received
    if (component === undefined || meter === undefined) return
    prepare(component, meter).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      send({ kind: 'failed', code: 'invalid-component', message })
    })
  },
})
process.stdin.on('data', decode)
