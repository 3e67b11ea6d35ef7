import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { engineFlags } from './process.ts'

/** Asks the checks of the process that prepares components, with its flags. */
function ask(call: string): string {
  const engine = new URL('./host/engine.ts', import.meta.url).href
  const code = `import { compile, parse } from '${engine}'
    try { ${call}; console.log('taken') } catch (error) { console.log(error.code, error.message) }`
  const flags = ['--experimental-vm-modules', '--no-warnings', ...engineFlags, '--input-type=module', '-e']
  return spawnSync(process.execPath, [...flags, code], { encoding: 'utf8' }).stdout.trim()
}
const glue = (text: string) => ask(`parse(new TextEncoder().encode(${JSON.stringify(text)}))`)

it('takes glue code that is JavaScript, and does not run it', () => {
  expect(glue('console.log("it ran"); export function instantiate() { let a; { let a } }')).toBe('taken')
})

it.each([
  ['an assignment to eval', 'export function instantiate() { let eval }'],
  ['two variables of one name', 'export function instantiate() { return () => { let a; const a = 1 } }'],
  ['a reserved word', 'export function instantiate(imports) { const { await } = imports }'],
  ['a text without an end', "export const a = 'b"],
])('refuses glue code with %s', (_, text) => {
  expect(glue(text)).toMatch(/^invalid-component Its names make code that is no JavaScript: SyntaxError/)
})

it('refuses a module that the engine does not compile', () => {
  expect(ask('compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))')).toBe('taken')
  expect(ask('compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 2, 1, 0]))')).toMatch(
    /^invalid-component The engine does not take a core module: CompileError/,
  )
})
