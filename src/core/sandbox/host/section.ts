import { Buffer } from 'node:buffer'

const sectionName = 'ainur:meter'
const sectionLength = 16

/** What the meter says an instance of a module takes before its first instruction. @throws Error if it is not metered */
export function readInstantiation(module: WebAssembly.Module): { pages: number; fuel: bigint } {
  const [section, ...more] = WebAssembly.Module.customSections(module, sectionName)
  if (section === undefined || section.byteLength !== sectionLength || more.length > 0) {
    throw new Error('a core module that is not metered')
  }
  const view = Buffer.from(section)
  return { pages: view.readUInt32LE(4), fuel: view.readBigUInt64LE(8) }
}
