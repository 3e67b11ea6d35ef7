import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How a program of the same user reaches the core that works in a data folder. */
export interface Attachment {
  /** http://127.0.0.1:<port> */
  readonly url: string
  /** Known to that core alone; each proves to the other that it knows it, see `contract/handshake.ts`. */
  readonly secret: string
  /** The process that ends it when it is asked to end. */
  readonly pid: number
}

const fileIn = (dataDir: string) => join(dataDir, 'attach.json')

/** Leaves the attachment in the data folder, readable by its user only; answers how to take it away again. */
export function writeAttachment(dataDir: string, attachment: Attachment): () => void {
  const file = fileIn(dataDir)
  rmSync(file, { force: true })
  writeFileSync(file, JSON.stringify(attachment), { mode: 0o600, flag: 'wx' })
  return () => rmSync(file, { force: true })
}
