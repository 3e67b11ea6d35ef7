import { registerHooks } from 'node:module'
import { runInNewContext } from 'node:vm'

/** What the glue code calls beside the language itself. */
const kept = [
  'TextDecoder',
  'TextEncoder',
  'clearInterval',
  'queueMicrotask',
  'setInterval',
  'setTimeout',
] as const

const silent = () => undefined

/**
 * Leaves this thread with JavaScript's own globals and one module that can still be imported. The guest is WASM and
 * needs no more; should a component ever get text of its own into its glue code, that text finds no `process`, no
 * builtin module and nothing to load others with. What this code needs itself it must have imported before.
 */
export function lockDown(glue: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier !== glue) throw new Error('an agent imports nothing')
      return next(specifier, context)
    },
  })
  const language = runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[]
  const known = new Set<string>([...language, ...kept])
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!known.has(name) && !Reflect.deleteProperty(globalThis, name))
      throw new Error(`the global ${name} cannot be taken away`)
  }
  // Lines of the glue code for people who debug it; here they would go through the process' main thread.
  globalThis.console = { debug: silent, error: silent, log: silent, warn: silent } as unknown as Console
}
