import { say } from '../../words.ts'
import { decodeRuntimeVersion, runtimeVersionBytes } from './executor/runtime-version.ts'
import { EmbeddedStartError } from './errors.ts'
import type { RuntimeExecutor } from './executor/executor.ts'
import { emptyState } from './executor/overlay.ts'
import { concat, readByteVectors, readCompact, text, u64 } from './executor/scale.ts'
import { StateTrie } from './executor/trie.ts'
import { genesisHeader } from './header.ts'
import { deepMerge, parseExact, type Json } from './json.ts'
import { AURA_CURRENT_SLOT, CODE, TIMESTAMP_NOW } from './keys.ts'

/** Parameters for an app: slots of 1 ms and short windows. Older runtimes have only the second. */
const PRESETS: readonly string[] = ['embedded', 'development']
const NO_ARGS = new Uint8Array()

export interface Genesis {
  readonly state: StateTrie
  readonly header: Uint8Array
  readonly preset: string
}

/** The genesis configuration of a preset: the runtime's defaults with the preset's patch over them. */
async function presetConfig(
  executor: RuntimeExecutor,
  code: Uint8Array,
  wantedPresets: readonly string[],
): Promise<{ preset: string; config: Json }> {
  const call = async (method: string, args: Uint8Array) =>
    (await executor.call({ code, method, args }, emptyState)).result
  const preset = async (id: string | null): Promise<Json> => {
    const bytes = await call(
      'GenesisBuilder_get_preset',
      id === null ? Uint8Array.of(0) : concat([1], text(id)),
    )
    if (bytes[0] !== 1) throw new EmbeddedStartError(say('embedded.no-preset', { name: id ?? '(default)' }))
    const [length, start] = readCompact(bytes, 1)
    return parseExact(Buffer.from(bytes.subarray(start, start + length)).toString())
  }
  const names = readByteVectors(await call('GenesisBuilder_preset_names', NO_ARGS)).map((name) =>
    Buffer.from(name).toString(),
  )
  const name = wantedPresets.find((wanted) => names.includes(wanted))
  if (!name) throw new EmbeddedStartError(say('embedded.no-own-preset', { names }))
  return { preset: name, config: deepMerge(await preset(null), await preset(name)) }
}

/**
 * The state that a runtime's own GenesisBuilder makes, with its code and without a time.
 * @param presets the first of these that the runtime has is taken
 * @param patch goes over the preset
 */
export async function genesisState(
  executor: RuntimeExecutor,
  code: Uint8Array,
  presets: readonly string[],
  patch: Json = {},
): Promise<{ preset: string; state: Map<string, Uint8Array> }> {
  const { preset, config } = await presetConfig(executor, code, presets)
  const args = text(JSON.stringify(deepMerge(config, patch)))
  const { result, changes } = await executor.call(
    { code, method: 'GenesisBuilder_build_state', args },
    emptyState,
  )
  if (result[0] !== 0)
    throw new EmbeddedStartError(
      say('embedded.genesis-refused', { why: Buffer.from(result.subarray(1)).toString() }),
    )
  const state = new Map([...changes].filter((change): change is [string, Uint8Array] => change[1] !== null))
  state.set(CODE, code)
  return { preset, state }
}

/**
 * Builds the genesis of the embedded chain. Its time starts at `now` (ms): without it
 * the first block would take its slot and its timestamp at two moments, between which a slot can begin.
 * @param presets the first of these that the runtime has is taken
 */
export async function buildGenesis(
  executor: RuntimeExecutor,
  code: Uint8Array,
  now: number,
  presets = PRESETS,
): Promise<Genesis> {
  const version = runtimeVersionBytes(code)
  if (!version || !executor.has(code, 'Core_version'))
    throw new EmbeddedStartError(say('embedded.no-version'))
  const { preset, state } = await genesisState(executor, code, presets)
  const slotDuration = await executor.call(
    { code, method: 'AuraApi_slot_duration', args: NO_ARGS },
    {
      get: (key) => state.get(key) ?? null,
      next: () => null,
    },
  )
  const slotMs = Number(Buffer.from(slotDuration.result).readBigUInt64LE())
  const slot = Math.floor(now / slotMs)
  state.set(TIMESTAMP_NOW, u64(slot * slotMs))
  state.set(AURA_CURRENT_SLOT, u64(slot))
  const { stateVersion } = decodeRuntimeVersion(version)
  const trie = StateTrie.of(state, stateVersion)
  return { state: trie, header: genesisHeader(trie.root(), stateVersion), preset }
}
