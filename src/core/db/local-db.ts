import { FaultError, messageOf, NotReadyError } from '../errors.ts'
import { localSchema, type LocalTx } from './schema/local/schema.ts'
import { doubtText, joinDoubts, readDoubt, writeDoubt, type Doubt } from './doubt.ts'
import { explain, refuseIfGone } from './local-trouble.ts'
import { cleanOnce, openSqlite } from './sqlite.ts'
import { say } from '../words.ts'

/** What only this machine knows: settings, keys' ciphertext, transactions, hosted agents. Never deleted by Ainur. */
export interface LocalDb {
  /** @throws {NotReadyError} before `open` */
  readonly db: LocalTx
  /** @throws {FaultError} when the file is damaged, in use, or gone from a folder that was in use; nothing is changed then */
  open(): void
  /** Whether its rows may be old or wrong: nothing that costs money is begun by itself on their strength. */
  readonly doubtful: boolean
  /** The user looked at what may be wrong, and goes on with it. */
  trust(): void
  transaction<T>(work: (tx: LocalTx) => T): T
  /** After secrets were deleted or replaced: nothing of them is left in any file. Where that fails `onTidied` is told. */
  scrub(): void
  /** Removes what older versions left of deleted secrets, once. Where that fails it is tried again at the next start. */
  cleanOnce(): void
  close(): void
}

export interface LocalDbOptions {
  file: string
  migrationsFolder: string
  /** How a removal of deleted secrets ended, `new` ones or those of an `old` version: null for well. */
  onTidied?: (secrets: 'new' | 'old', error: FaultError | null) => void
  /** What is known to be wrong with it beyond its structure; null when the user looked at it. */
  onDoubt?: (text: ReturnType<typeof doubtText> | null) => void
  /** Told of whatever fails, also where nobody else hears of it. */
  onTrouble?: (error: unknown) => void
  /** Names what shows that the data folder was in use before, if anything does. */
  traces?: () => string[]
}

/** Opens `file` for this process alone. */
export function createLocalDb(options: LocalDbOptions): LocalDb {
  const { file, onTrouble = () => {} } = options
  let opened: ReturnType<typeof openFile> | null = null
  let doubt: Doubt | null = null
  let noting: NodeJS.Immediate | null = null
  const openFile = () =>
    openSqlite({ ...options, schema: localSchema, exclusive: true, durable: true, secret: true })

  const need = () => {
    if (!opened) throw new NotReadyError()
    // Whoever asks may write; the length of the log is kept in mind when that is done.
    noting ??= setImmediate(note)
    return opened
  }

  function note() {
    noting = null
    attempt(() => opened?.sealer.note())
  }

  function attempt(work: () => void): boolean {
    try {
      work()
      return true
    } catch (error) {
      onTrouble(error)
      return false
    }
  }

  /** A seal says that all is well, so it is written only after damage was recorded. */
  function sealWith(seal: () => void): void {
    const isKept = doubt === null || attempt(() => writeDoubt(need().db, doubt))
    seal()
    if (!isKept) need().sealer.lift()
  }
  const scrub = () => sealWith(need().sealer.seal)

  /** The deletion itself is done, so a failure here is no failure of what was asked for. */
  function tidy(secrets: 'new' | 'old', work: () => void) {
    try {
      work()
      options.onTidied?.(secrets, null)
    } catch (error) {
      options.onTidied?.(secrets, untidy(error, file))
    }
  }

  function lookBack(): void {
    const { db, examined } = need()
    const { faults, since } = examined
    doubt = readDoubt(db)
    if (faults.length > 0) doubt = joinDoubts(doubt, faults, since)
    if (doubt) options.onDoubt?.(doubtText(doubt))
  }

  return {
    get db() {
      return need().db
    },
    open() {
      if (opened) return
      refuseIfGone(file, options.traces?.() ?? [])
      try {
        opened = openFile()
        lookBack()
      } catch (error) {
        opened?.sqlite.close()
        opened = null
        throw explain(error, file)
      }
      // The process before may have ended between a deletion and this.
      tidy('new', scrub)
    },
    get doubtful() {
      return doubt !== null
    },
    trust() {
      writeDoubt(need().db, null)
      doubt = null
      options.onDoubt?.(null)
    },
    transaction: (work) => need().transaction(work),
    scrub: () => tidy('new', scrub),
    cleanOnce: () => tidy('old', () => cleanOnce(need().sqlite, scrub)),
    close() {
      if (!opened) return
      const { sqlite, sealer } = opened
      attempt(() => sealWith(sealer.sealClosed))
      if (noting) clearImmediate(noting)
      noting = null
      sqlite.close()
      opened = null
    },
  }
}

const untidy = (error: unknown, file: string) =>
  new FaultError({ ...say('storage.untidy'), detail: `${file}: ${messageOf(error)}`, cause: error })
