import { z } from 'zod'
import { agentManifest, type WasmManifest } from '../../../contract/manifest.ts'
import { PlainText, Title } from '../../../contract/text.ts'
import { MAX_COMPONENT_BYTES, MAX_MANIFEST_BYTES } from '../../../contract/sizes.ts'
import { blake3Hex } from '../../content/hash.ts'
import { InvalidError, messageOf } from '../../errors.ts'
import { say } from '../../words.ts'

export const MANIFEST_FILE = 'agent.json'
/** How a WASM component begins: magic, version 13, layer 1. */
const COMPONENT_HEAD = [0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00]
/** Interfaces beyond the host and WASI that this version can grant. */
const GRANTABLE: ReadonlySet<string> = new Set()

/** An agent's manifest and program, checked against each other. */
export interface PackageFiles {
  /** Names program and manifest: other limits or another price are another package. */
  id: string
  manifest: WasmManifest
  component: Uint8Array
  /** BLAKE3 of the component, 64 hex digits. */
  componentHash: string
}

/**
 * Checks the files of a package: `agent.json` and the component it names, nothing else.
 * @throws {InvalidError} that says what is wrong and how to put it right
 */
export async function readPackage(files: ReadonlyMap<string, Uint8Array>): Promise<PackageFiles> {
  const bytes = files.get(MANIFEST_FILE)
  if (!bytes) {
    throw new InvalidError(say('agents.no-manifest'))
  }
  const manifest = readManifest(bytes)
  const { file, hash } = manifest.component
  const component = files.get(file)
  if (!component) {
    throw new InvalidError(say('agents.no-component', { file }))
  }
  const extra = [...files.keys()].filter((name) => name !== MANIFEST_FILE && name !== file)
  if (extra.length) {
    throw new InvalidError(say('agents.extra-files', { files: extra.join(', ').slice(0, 200), file }))
  }
  checkComponent(component, file)
  const componentHash = (await blake3Hex(component)).slice(2)
  if (componentHash !== hash) {
    throw new InvalidError({
      ...say('agents.other-component', { file }),
      detail: `BLAKE3 in agent.json: ${hash}, of the file: ${componentHash}`,
    })
  }
  const { name, version } = manifest
  const digest = await blake3Hex(new TextEncoder().encode(JSON.stringify(manifest)))
  return { id: `${name}-${version}-${digest.slice(2, 14)}`, manifest, component, componentHash }
}

/** @throws {InvalidError} */
export function readManifest(bytes: Uint8Array): WasmManifest {
  if (bytes.length > MAX_MANIFEST_BYTES) {
    throw new InvalidError(say('agents.manifest-too-large'))
  }
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new InvalidError({ ...say('agents.manifest-not-json'), detail: messageOf(error) })
  }
  const parsed = agentManifest.safeParse(json)
  if (!parsed.success) throw notAManifest(parsed.error)
  if (parsed.data.kind !== 'wasm') {
    throw new InvalidError(say('agents.kind-unknown'))
  }
  checkMeaning(parsed.data)
  return parsed.data
}

/** What the author of a manifest writes for people. */
const Words = z.object({
  title: Title,
  description: PlainText,
  capabilities: z.array(
    z.object({ title: Title, description: PlainText, examples: z.array(z.object({ title: Title })) }),
  ),
})

/**
 * Holds a manifest that comes to this machine to what people may write for others; what is here already stays.
 * @throws {InvalidError}
 */
export function checkWords(manifest: WasmManifest): void {
  const { error } = Words.safeParse(manifest)
  if (error) throw notAManifest(error)
}

function notAManifest(error: z.ZodError): InvalidError {
  const issue = error.issues[0]
  const where = issue?.path.join('.') ?? ''
  const problem = `${where ? `${where}: ` : ''}${issue?.message ?? 'unknown problem'}`
  return new InvalidError({ ...say('agents.manifest-invalid', { problem }), detail: z.prettifyError(error) })
}

function checkMeaning({ capabilities, permissions }: WasmManifest): void {
  const names = capabilities.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice) throw new InvalidError(say('agents.capability-twice', { name: twice }))
  const long = names.find((name) => name.length > 32)
  if (long) throw new InvalidError(say('agents.capability-too-long', { name: long }))
  for (const { name, parameters } of capabilities) {
    if (parameters['type'] === 'object') continue
    throw new InvalidError(say('agents.parameters-no-object', { name }))
  }
  const refused = permissions.filter((permission) => !GRANTABLE.has(permission))
  if (refused.length) {
    throw new InvalidError(say('agents.permissions-refused', { permissions: refused }))
  }
}

function checkComponent(component: Uint8Array, file: string): void {
  if (component.length > MAX_COMPONENT_BYTES) {
    throw new InvalidError(
      say('agents.component-too-large', { file, most: MAX_COMPONENT_BYTES / 1024 / 1024 }),
    )
  }
  const head = [...component.subarray(0, COMPONENT_HEAD.length)]
  if (head.join() === COMPONENT_HEAD.join()) return
  const isModule = head.slice(0, 4).join() === COMPONENT_HEAD.slice(0, 4).join()
  throw new InvalidError(say(isModule ? 'agents.component-is-module' : 'agents.component-is-none', { file }))
}
