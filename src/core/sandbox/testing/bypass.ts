/** Prepares a component without holding it to the world: for what has to hold at a run by itself. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { $init, generate } from '@bytecodealliance/jco-transpile/component'
import { temporaryFolder } from './fixtures.ts'
import { meter } from './metered.ts'

/** @returns the folder with its compiled files */
export async function unchecked(component: Uint8Array): Promise<string> {
  await $init
  const { files } = generate(component, {
    name: 'component',
    instantiation: { tag: 'sync' },
    noTypescript: true,
    noNodejsCompat: true,
    noNamespacedExports: true,
    base64Cutoff: 0,
  })
  const folder = temporaryFolder()
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of files) {
    const bytes = name.endsWith('.wasm') ? meter(content) : content
    writeFileSync(join(folder, name.replace(/\.js$/, '.mjs')), bytes)
  }
  return folder
}
