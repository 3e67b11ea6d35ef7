import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { ContentInfo as ContentInfoSchema } from '../../contract/content.ts'
import { normalised } from '../../contract/media-type.ts'
import { MAX_CONTENT_BYTES } from '../../contract/sizes.ts'
import type { LocalDb } from '../db/local-db.ts'
import { contentInfo } from '../db/schema/local/content.ts'
import { InvalidError } from '../errors.ts'
import type { Notices } from '../system/notices.ts'
import type { Publisher } from './credential.ts'
import { blake3Hex } from './hash.ts'
import { createLosses } from './losses.ts'
import { createContentStore, parseCid } from './store.ts'
import { say } from '../words.ts'

export type ContentInfo = z.infer<typeof ContentInfoSchema>

/** Largest content that is added or read in one piece, bytes: a large component fits. */
export const MAX_BYTES = 64 * 1024 * 1024
const UNKNOWN_TYPE = 'application/octet-stream'

/** Agents name the media types of their outputs as they like. */
const kept = (mediaType: string) => normalised(mediaType) ?? UNKNOWN_TYPE

export interface Labels {
  mediaType: string
  name?: string | null
}

/** Content by CID: kept on this machine, shared with the network's gateway where there is one. */
export interface Content {
  /** Stores bytes on this machine. The same bytes always have the same CID. @throws {InvalidError} above 64 MiB */
  add(bytes: Uint8Array, labels: Labels, signal?: AbortSignal): Promise<ContentInfo>
  /** @throws {NotFoundError} @throws {NotAFileError} @throws {ContentTooLargeError} above `maxBytes` (default 8 MiB) */
  get(cid: string, options?: { maxBytes?: number; signal?: AbortSignal }): Promise<Uint8Array>
  /** Whether all of it is on this machine. */
  has(cid: string): Promise<boolean>
  /** What is known of it; content that is not here yet is fetched. @throws {NotFoundError} */
  info(cid: string, options?: { signal?: AbortSignal }): Promise<ContentInfo>
  /** Remembers what others call content that is known by its CID only. */
  describe(cid: string, labels: Labels): Promise<void>
  /**
   * Hands it to the network in the name of an account, if need be once more. Nothing to do on the embedded network:
   * that reads what is stored here.
   * @throws {OfflineError} @throws {RejectedError} when the network does not take it from this account
   */
  publish(cid: string, by: Publisher, signal?: AbortSignal): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Folder of the blocks within the data folder; the embedded network serves it to others. */
export const blocksDir = (dataDir: string): string => join(dataDir, 'content', 'blocks')

export function createContent(deps: {
  dataDir: string
  localDb: LocalDb
  /** HTTP origin of the network's gateway, or null. */
  gateway: () => string | null
  /** The network to which content has to be handed, or null where it reads what is stored here. */
  publishTo: () => { origin: string; genesisHash: string } | null
  notices?: Pick<Notices, 'set'>
  /** Told of what the disk did not read or write. */
  onTrouble?: (error: unknown) => void
}): Content {
  const { localDb } = deps
  const losses = createLosses(deps.dataDir, deps.notices)
  const store = createContentStore(blocksDir(deps.dataDir), deps.gateway, {
    ...losses,
    ...(deps.onTrouble && { trouble: deps.onTrouble }),
  })

  const known = (cid: string): ContentInfo | undefined =>
    localDb.db.select().from(contentInfo).where(eq(contentInfo.cid, cid)).get()

  function remember(info: ContentInfo): ContentInfo {
    const { cid, size, mediaType, name, hash } = info
    localDb.db
      .insert(contentInfo)
      .values({ cid, size, mediaType, name, hash, addedAt: Date.now() })
      .onConflictDoUpdate({ target: contentInfo.cid, set: { mediaType, name } })
      .run()
    return { cid, size, mediaType, name, hash }
  }

  async function info(cid: string, { signal }: { signal?: AbortSignal } = {}): Promise<ContentInfo> {
    const row = known(parseCid(cid).toString())
    if (row) return { cid, size: row.size, mediaType: row.mediaType, name: row.name, hash: row.hash }
    const bytes = await store.read(parseCid(cid), MAX_BYTES, signal)
    return remember({
      cid,
      size: bytes.length,
      mediaType: UNKNOWN_TYPE,
      name: null,
      hash: await blake3Hex(bytes),
    })
  }

  const add: Content['add'] = async (bytes, { mediaType, name = null }, signal) => {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidError(say('content.too-large-to-add', { size: bytes.length, most: MAX_BYTES }))
    }
    const root = await store.add(bytes, signal)
    const hash = await blake3Hex(bytes)
    return remember({ cid: root.toString(), size: bytes.length, mediaType: kept(mediaType), name, hash })
  }

  return {
    add,
    get: async (cid, { maxBytes = MAX_CONTENT_BYTES, signal } = {}) =>
      store.read(parseCid(cid), maxBytes, signal),
    has: async (cid) => store.complete(parseCid(cid)),
    info,
    async describe(cid, { mediaType, name = null }) {
      const row = await info(cid)
      if (row.mediaType === UNKNOWN_TYPE || (row.name === null && name !== null))
        remember({ ...row, mediaType: kept(mediaType), name })
    },
    async publish(cid, by, signal) {
      const to = deps.publishTo()
      if (to !== null) await store.push(parseCid(cid), { ...to, by }, signal)
    },
    async start() {
      await store.start()
      // What is known was here once.
      const rows = localDb.db.select({ cid: contentInfo.cid }).from(contentInfo).all()
      losses.found(rows.flatMap(({ cid }) => readCid(cid) ?? []).filter((cid) => !store.hasRoot(cid)))
    },
    stop: () => store.stop(),
  }
}

/** Null for what a damaged row holds. */
function readCid(text: string) {
  try {
    return parseCid(text)
  } catch {
    return null
  }
}
