import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { WasmManifest } from '../../../contract/manifest.ts'
import { messageOf, NotFoundError } from '../../errors.ts'
import type { Log } from '../../observability/log.ts'
import { say } from '../../words.ts'
import { folders, readFolder } from './folders.ts'
import { MANIFEST_FILE, type PackageFiles } from './read.ts'

/** A package on this machine. */
export interface Package {
  id: string
  source: 'bundled' | 'installed'
  manifest: WasmManifest
  componentHash: string
  componentSize: number
  /** Null until it was published once. */
  manifestCid: string | null
  componentCid: string | null
  installedAt: number | null
}

interface Found {
  readonly shown: Package
  readonly dir: string
}

/** The packages that lie in the folders of this machine, read once until something changes. */
export type Shelf = ReturnType<typeof createShelf>

export function createShelf(roots: Record<Package['source'], string>, log: Log) {
  let cache: Promise<Map<string, Found>> | null = null
  /** Folders of installed packages that cannot be used, as last seen. */
  let unusable: string[] = []

  async function readAll() {
    const found = new Map<string, Found>()
    unusable = []
    for (const source of ['bundled', 'installed'] as const) {
      for (const dir of await folders(roots[source])) {
        try {
          const files = await readFolder(dir, source === 'installed' ? basename(dir) : undefined)
          const installedAt =
            source === 'bundled' ? null : Math.round((await stat(join(dir, MANIFEST_FILE))).mtimeMs)
          const shown = describe(files, source, installedAt)
          if (!found.has(shown.id)) found.set(shown.id, { shown, dir })
        } catch (error) {
          if (source === 'installed') unusable.push(dir)
          log.warn(`The package in ${dir} is left out: ${messageOf(error)}`)
        }
      }
    }
    return found
  }

  const scan = () => (cache ??= readAll())

  async function find(id: string) {
    const entry = (await scan()).get(id)
    if (entry) return entry
    throw new NotFoundError(say('agents.package-unknown'))
  }

  return {
    scan,
    /** @throws {NotFoundError} */
    find,
    unusable: (): readonly string[] => unusable,
    changed() {
      cache = null
    },
  }
}

export function describe(
  files: PackageFiles,
  source: Package['source'],
  installedAt: number | null,
): Package {
  const { id, manifest, component, componentHash } = files
  return {
    id,
    source,
    manifest,
    componentHash,
    componentSize: component.length,
    manifestCid: null,
    componentCid: null,
    installedAt,
  }
}
