import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { SaidError } from '../errors.ts'
import { say } from '../words.ts'
import { toHex } from './embedded/executor/scale.ts'

const Index = z.array(
  z.object({
    specName: z.string(),
    specVersion: z.number().int(),
    file: z.string(),
    sha256: z.string(),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  }),
)

/** What describes one version of a runtime. */
export interface Description {
  /** Metadata of version 15, SCALE-encoded, 0x hex. */
  readonly metadata: `0x${string}`
  /** Its hash (RFC 78), 0x hex; made from `metadata` when it is missing. */
  readonly digest: `0x${string}` | null
}

/** Descriptions that came with Ainur. For these versions nobody else is asked what a call means. */
export interface Runtimes {
  find(specName: string, specVersion: number): Description | undefined
  /** Of the newest runtime that this Ainur knows. */
  newest(): Description
}

/** Reads the descriptions in `<resourcesDir>/chain/metadata` when they are needed. A changed file is not used. */
export function openRuntimes(resourcesDir: string): Runtimes {
  const dir = join(resourcesDir, 'chain', 'metadata')
  const index = Index.parse(JSON.parse(readFileSync(join(dir, 'index.json'), 'utf8')))
  const read = new Map<string, Description>()

  function load({ file, sha256, digest }: (typeof index)[number]): Description {
    const known = read.get(file)
    if (known) return known
    const bytes = readFileSync(join(dir, file))
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      throw new SaidError(say('endpoint.changed-description', { file }))
    const description: Description = { metadata: toHex(bytes) as `0x${string}`, digest: `0x${digest}` }
    read.set(file, description)
    return description
  }

  return {
    find(specName, specVersion) {
      const entry = index.find((one) => one.specName === specName && one.specVersion === specVersion)
      return entry && load(entry)
    },
    newest() {
      const entry = index.at(-1)
      if (!entry) throw new SaidError(say('endpoint.no-description'))
      return load(entry)
    },
  }
}
