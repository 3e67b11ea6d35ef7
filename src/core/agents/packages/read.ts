import { z } from 'zod'
import { agentManifest, type WasmManifest } from '../../../contract/manifest.ts'
import { MAX_COMPONENT_BYTES, MAX_MANIFEST_BYTES } from '../../../contract/sizes.ts'
import { blake3Hex } from '../../content/hash.ts'
import { InvalidError, messageOf } from '../../errors.ts'

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

/** What is wrong with a package. Always names the place. */
export const badPackage = (message: string, remedy: string, detail?: string): InvalidError =>
  new InvalidError({ message, consequence: 'Nothing was installed.', remedy, detail })

/**
 * Checks the files of a package: `agent.json` and the component it names, nothing else.
 * @throws {InvalidError} that says what is wrong and how to put it right
 */
export async function readPackage(files: ReadonlyMap<string, Uint8Array>): Promise<PackageFiles> {
  const bytes = files.get(MANIFEST_FILE)
  if (!bytes) {
    throw badPackage(
      'The package has no agent.json.',
      'Choose agent.json together with the component it names.',
    )
  }
  const manifest = readManifest(bytes)
  const { file, hash } = manifest.component
  const component = files.get(file)
  if (!component) {
    throw badPackage(`The package lacks ${file}, which its agent.json names.`, `Choose ${file} as well.`)
  }
  const extra = [...files.keys()].filter((name) => name !== MANIFEST_FILE && name !== file)
  if (extra.length) {
    throw badPackage(
      `The package has files that belong to no agent: ${extra.join(', ').slice(0, 200)}.`,
      `Choose only ${MANIFEST_FILE} and ${file}.`,
    )
  }
  checkComponent(component, file)
  const componentHash = (await blake3Hex(component)).slice(2)
  if (componentHash !== hash) {
    throw badPackage(
      `${file} is not the program that agent.json was written for.`,
      'Get the package again from where it came; someone or something changed it.',
      `BLAKE3 in agent.json: ${hash}, of the file: ${componentHash}`,
    )
  }
  const { name, version } = manifest
  const digest = await blake3Hex(new TextEncoder().encode(JSON.stringify(manifest)))
  return { id: `${name}-${version}-${digest.slice(2, 14)}`, manifest, component, componentHash }
}

/** @throws {InvalidError} */
export function readManifest(bytes: Uint8Array): WasmManifest {
  if (bytes.length > MAX_MANIFEST_BYTES) {
    throw badPackage('agent.json is larger than 256 KiB.', 'Shorten its texts and examples.')
  }
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw badPackage('agent.json is not JSON in UTF-8.', 'Check it with a JSON validator.', messageOf(error))
  }
  const parsed = agentManifest.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue?.path.join('.') ?? ''
    throw badPackage(
      `agent.json is not a manifest: ${where ? `${where}: ` : ''}${issue?.message ?? 'unknown problem'}.`,
      'Correct agent.json, or ask its author to.',
      z.prettifyError(parsed.error),
    )
  }
  if (parsed.data.kind !== 'wasm') {
    throw badPackage(
      'This agent is an HTTP service; this version of Ainur runs WASM agents only.',
      'Choose an agent whose kind is "wasm".',
    )
  }
  checkMeaning(parsed.data)
  return parsed.data
}

function checkMeaning({ capabilities, permissions }: WasmManifest): void {
  const names = capabilities.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice) throw badPackage(`agent.json lists the capability "${twice}" twice.`, 'Remove one of them.')
  const long = names.find((name) => name.length > 32)
  if (long)
    throw badPackage(`The capability "${long}" is longer than 32 characters.`, 'Give it a shorter name.')
  for (const { name, parameters } of capabilities) {
    if (parameters['type'] === 'object') continue
    throw badPackage(
      `The parameters of "${name}" are not of type object.`,
      'Write "type": "object" in their schema.',
    )
  }
  const refused = permissions.filter((permission) => !GRANTABLE.has(permission))
  if (refused.length) {
    throw badPackage(
      `The agent asks for ${refused.join(', ')}, which this version of Ainur cannot grant.`,
      'Update Ainur, or choose an agent that does without.',
    )
  }
}

function checkComponent(component: Uint8Array, file: string): void {
  if (component.length > MAX_COMPONENT_BYTES) {
    throw badPackage(
      `${file} is larger than ${MAX_COMPONENT_BYTES / 1024 / 1024} MiB.`,
      'Build a smaller program.',
    )
  }
  const head = [...component.subarray(0, COMPONENT_HEAD.length)]
  if (head.join() === COMPONENT_HEAD.join()) return
  const isModule = head.slice(0, 4).join() === COMPONENT_HEAD.slice(0, 4).join()
  throw badPackage(
    isModule ? `${file} is a WASM module, not a component.` : `${file} is not a WASM component.`,
    'Build it as a component of the world "ainur:agent/agent".',
  )
}
