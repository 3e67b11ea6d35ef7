import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Content } from '../../content/content.ts'
import type { Publisher } from '../../content/credential.ts'
import type { LocalDb } from '../../db/local-db.ts'
import { InvalidError } from '../../errors.ts'
import type { Log } from '../../observability/log.ts'
import type { Sandbox } from '../../sandbox/types.ts'
import type { Changes } from '../../system/changes.ts'
import type { Notices } from '../../system/notices.ts'
import { checkProgram } from './check.ts'
import { decodeFiles, type NamedFile } from './files.ts'
import { writeFolder } from './folders.ts'
import { createInstalled } from './installed.ts'
import { createPublishing } from './publishing.ts'
import { checkWords, readPackage, type PackageFiles } from './read.ts'
import { createShelf, describe, type Package } from './shelf.ts'
import { say } from '../../words.ts'

export type { Package }

export interface Packages {
  /** Looks at what is installed, and says what is missing or damaged. */
  look(): Promise<void>
  list(): Promise<Package[]>
  /** @throws {NotFoundError} */
  get(id: string): Promise<Package>
  /** Checks a package without installing it. @throws {InvalidError} */
  inspect(files: readonly NamedFile[], signal?: AbortSignal): Promise<Package>
  /** Checks and installs; a package that is there already is left as it is. @throws {InvalidError} */
  install(files: readonly NamedFile[], signal?: AbortSignal): Promise<Package>
  /** @throws {InvalidError} for what ships with Ainur @throws {NotFoundError} */
  uninstall(id: string): Promise<void>
  /** The CID under which the package's manifest is published, or would be. @throws {NotFoundError} */
  manifestCid(id: string): Promise<string>
  /** The package that is published under this CID, or would be; null where none of this machine is. */
  ofManifest(manifestCid: string): Promise<Package | null>
  /** Hands manifest and component to the network and gives their CIDs. @throws {OfflineError} @throws {RejectedError} */
  publish(
    id: string,
    by: Publisher,
    signal?: AbortSignal,
  ): Promise<{ manifestCid: string; componentCid: string }>
}

export interface PackagesDeps {
  dataDir: string
  resourcesDir: string
  sandbox: Sandbox
  content: Content
  localDb: LocalDb
  changes: Changes
  notices?: Pick<Notices, 'set'>
  log: Log
}

/** The agents that can be registered from this machine: those that ship with Ainur and those the user installed. */
export function createPackages(deps: PackagesDeps): Packages {
  const roots = {
    bundled: join(deps.resourcesDir, 'agents'),
    installed: join(deps.dataDir, 'packages'),
  } as const
  const shelf = createShelf(roots, deps.log)
  const { scan, find } = shelf
  const publishing = createPublishing(shelf, deps)
  const { withCids } = publishing
  const installed = createInstalled(deps.localDb)

  async function look(): Promise<void> {
    const all = await scan()
    const unusable = shelf.unusable()
    const here = [...all.values()].filter(({ shown }) => shown.source === 'installed')
    const ids = [...here.map(({ shown }) => shown.id), ...unusable.map((dir) => basename(dir))]
    const gone = [...unusable, ...installed.missing(ids).map((id) => join(roots.installed, id))]
    deps.notices?.set('packages', gone.length === 0 ? null : lostPackages(gone))
  }

  async function check(files: readonly NamedFile[], signal?: AbortSignal): Promise<PackageFiles> {
    const read = await readPackage(decodeFiles(files))
    checkWords(read.manifest)
    await checkProgram(deps.sandbox, read, signal)
    return read
  }

  const changed = () => {
    shelf.changed()
    deps.changes.publish({ topic: 'packages' })
  }

  return {
    look,
    list: async () => [...(await scan()).values()].map(({ shown }) => withCids(shown)),
    get: async (id) => withCids((await find(id)).shown),
    inspect: async (files, signal) => describe(await check(files, signal), 'installed', null),

    async install(files, signal) {
      const read = await check(files, signal)
      const { id } = read
      const before = (await scan()).get(id)
      if (before) return withCids(before.shown)
      await writeFolder(roots.installed, id, read)
      try {
        installed.add(id)
      } catch (error) {
        // Both or neither: a package without a row would not be missed when it is lost.
        await rm(join(roots.installed, id), { recursive: true, force: true })
        throw error
      } finally {
        changed()
      }
      await look()
      return withCids((await find(id)).shown)
    },

    async uninstall(id) {
      const { shown, dir } = await find(id)
      if (shown.source === 'bundled') {
        throw new InvalidError(say('agents.package-bundled', { title: shown.manifest.title }))
      }
      // Renamed first: a half-deleted folder must not look like a package.
      const aside = join(roots.installed, `.removed-${randomUUID()}`)
      await rename(dir, aside)
      try {
        installed.remove(id)
      } catch (error) {
        await rename(aside, dir)
        throw error
      } finally {
        changed()
      }
      await rm(aside, { recursive: true, force: true })
    },

    manifestCid: publishing.manifestCid,
    ofManifest: publishing.ofManifest,
    publish: publishing.publish,
  }
}

const lostPackages = (dirs: readonly string[]) =>
  say('agents.packages-lost', { names: dirs.map((dir) => basename(dir)), folders: dirs })
