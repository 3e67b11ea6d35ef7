import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blake3 } from 'hash-wasm'

const component = () => readFileSync(join(import.meta.dirname, '../../../agents/testing/faulty.wasm'))

/** Files of a package whose agent does what the parameter `mode` says: `crash`, `loop` and so on. */
export async function faultyPackage(limits = { fuel: '300000000', memory: 33_554_432, wallMs: 20_000 }) {
  const bytes = component()
  const manifest = {
    schemaVersion: 1,
    kind: 'wasm',
    name: 'faulty',
    title: 'Faulty',
    description: 'Goes wrong in every way an agent can.',
    version: '1.0.0',
    icon: 'tool',
    component: { file: 'faulty.wasm', hash: await blake3(bytes) },
    limits,
    permissions: [],
    capabilities: [
      {
        name: 'faulty',
        title: 'Fail',
        description: 'Fails as it is told to.',
        input: ['*/*'],
        output: ['*/*'],
        parameters: { type: 'object' },
        price: '1000000000000',
        examples: [],
      },
    ],
  }
  return [
    { name: 'agent.json', base64: Buffer.from(JSON.stringify(manifest)).toString('base64') },
    { name: 'faulty.wasm', base64: bytes.toString('base64') },
  ]
}
