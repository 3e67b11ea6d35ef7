import { eq } from 'drizzle-orm'
import type { Content } from '../../content/content.ts'
import type { Publisher } from '../../content/credential.ts'
import { cidOf } from '../../content/store.ts'
import type { LocalDb } from '../../db/local-db.ts'
import { publishedPackages } from '../../db/schema/local/hosting.ts'
import type { Changes } from '../../system/changes.ts'
import { readFolder } from './folders.ts'
import { MANIFEST_FILE, type PackageFiles } from './read.ts'
import type { Package, Shelf } from './shelf.ts'

interface Parts {
  content: Content
  localDb: LocalDb
  changes: Changes
}

/** The packages as the network knows them: by the CIDs of their manifests. */
export function createPublishing(shelf: Shelf, { content, localDb, changes }: Parts) {
  const { scan, find } = shelf
  /** By id, which stands for the content: never stale. */
  const cids = new Map<string, string>()

  function withCids(shown: Package): Package {
    const row = localDb.db.select().from(publishedPackages).where(eq(publishedPackages.id, shown.id)).get()
    return row ? { ...shown, manifestCid: row.manifestCid, componentCid: row.componentCid } : shown
  }

  async function manifestCid(id: string): Promise<string> {
    const { dir } = await find(id)
    const known = cids.get(id)
    if (known) return known
    const files = await readFolder(dir, id)
    const text = publishedText(files, (await cidOf(files.component)).toString())
    const cid = (await cidOf(text)).toString()
    cids.set(id, cid)
    return cid
  }

  return {
    withCids,
    manifestCid,

    async ofManifest(cid: string) {
      for (const { shown } of (await scan()).values())
        if ((await manifestCid(shown.id)) === cid) return withCids(shown)
      return null
    },

    async publish(id: string, by: Publisher, signal?: AbortSignal) {
      const { dir } = await find(id)
      const files = await readFolder(dir, id)
      const { file } = files.manifest.component
      const stored = await content.add(files.component, { mediaType: 'application/wasm', name: file }, signal)
      const text = publishedText(files, stored.cid)
      const { cid } = await content.add(text, { mediaType: 'application/json', name: MANIFEST_FILE }, signal)
      for (const each of [stored.cid, cid]) await content.publish(each, by, signal)
      const row = { manifestCid: cid, componentCid: stored.cid, publishedAt: Date.now() }
      localDb.db
        .insert(publishedPackages)
        .values({ id, ...row })
        .onConflictDoUpdate({ target: publishedPackages.id, set: row })
        .run()
      changes.publish({ topic: 'packages', id })
      return { manifestCid: cid, componentCid: stored.cid }
    },
  }
}

/** The manifest as others read it: it says where the program is. */
const publishedText = ({ manifest }: PackageFiles, componentCid: string): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({ ...manifest, component: { ...manifest.component, cid: componentCid } }),
  )
