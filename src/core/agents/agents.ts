import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { AgentPackage as AgentPackageSchema } from '../../contract/agents.ts'
import type { ChainClient } from '../chain/client.ts'
import type { IndexDb } from '../db/index-db.ts'
import { agents as agentTable } from '../db/schema/index/agents.ts'
import { NotFoundError } from '../errors.ts'
import { numberCursor, pageOf } from '../paging.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { Catalogue } from './catalogue.ts'
import { createHosted } from './hosted.ts'
import type { AgentHost } from './hosting/host.ts'
import type { HostedStore } from './hosting/store.ts'
import type { NamedFile } from './packages/files.ts'
import type { Package, Packages } from './packages/packages.ts'
import {
  agentCursor,
  agentRow,
  dailyEarnings,
  listAgents,
  scoreHistory,
  showAgent,
  type AgentFilter,
} from './query.ts'
import { say } from '../words.ts'

type AgentPackage = z.infer<typeof AgentPackageSchema>

const RUNS_SHOWN = 100

export interface AgentsDeps {
  client: ChainClient
  indexDb: IndexDb
  wallet: Wallet
  catalogue: Catalogue
  packages: Packages
  store: HostedStore
  host: AgentHost
}

/** Agents on chain, packages on this machine, and the agents that it hosts. */
export function createAgents(deps: AgentsDeps) {
  const { client, indexDb, wallet, catalogue, packages, store } = deps
  const hosted = createHosted(deps)
  const now = () => client.status().time ?? Date.now()

  function need(did: string) {
    const row = agentRow(indexDb.db, did)
    if (row) return row
    throw new NotFoundError(say('agents.unknown', { did }))
  }

  function show(rows: Parameters<typeof showAgent>[0][]) {
    const described = catalogue.describe(rows.map(({ manifestCid }) => manifestCid))
    const mine = wallet.owned()
    const here = new Set(store.list().map(({ did }) => did))
    return (row: Parameters<typeof showAgent>[0]) =>
      showAgent(row, {
        described: described.get(row.manifestCid),
        hosted: here.has(row.did),
        mine: mine.has(row.owner),
      })
  }

  function showPackage(shown: Package): AgentPackage {
    return { ...shown, agents: shown.manifestCid ? registeredFrom(shown.manifestCid) : [] }
  }

  function registeredFrom(manifestCid: string): string[] {
    if (indexDb.genesisHash === null) return []
    const own = [...wallet.owned()]
    const same = and(eq(agentTable.manifestCid, manifestCid), inArray(agentTable.owner, own))
    return indexDb.db
      .select({ did: agentTable.did })
      .from(agentTable)
      .where(same)
      .all()
      .map(({ did }) => did)
  }

  return {
    /** What the index knows of an agent, for builders of actions. @throws {NotFoundError} */
    figures: (did: string) => need(did),
    list({ mine, ...input }: AgentFilter & { mine?: boolean }) {
      const owners = mine ? wallet.owned() : undefined
      const manifestCids = input.text ? catalogue.search(input.text) : []
      const rows = listAgents(indexDb.db, { ...input, owners, manifestCids })
      return pageOf(rows, input.limit, agentCursor, show(rows))
    },
    async get({ did }: { did: string }) {
      const row = need(did)
      await catalogue.read(row.manifestCid)
      return { ...show([row])(row), history: scoreHistory(indexDb.db, did) }
    },
    earnings({ did }: { did: string }) {
      need(did)
      return dailyEarnings(indexDb.db, did, now())
    },
    packages: async () => (await packages.list()).map(showPackage),
    inspect: async ({ files }: { files: NamedFile[] }, signal?: AbortSignal) =>
      showPackage(await packages.inspect(files, signal)),
    install: async ({ files }: { files: NamedFile[] }, signal?: AbortSignal) =>
      showPackage(await packages.install(files, signal)),
    async uninstall({ packageId }: { packageId: string }) {
      await packages.uninstall(packageId)
      return { removed: packageId }
    },
    hosted: hosted.list,
    startHosting: ({ did }: { did: string }) => hosted.switch(need(did).did, true),
    stopHosting: ({ did }: { did: string }) => hosted.switch(need(did).did, false),
    decisions({ cursor, limit, ...filter }: { cursor?: string; limit: number; did?: string; task?: number }) {
      const rows = store.decisionsOf({ ...filter, before: numberCursor(cursor), limit: limit + 1 })
      return pageOf(
        rows,
        limit,
        ({ id }) => String(id),
        ({ id: _id, ...decision }) => decision,
      )
    },
    runs: ({ did }: { did: string }) => store.runsOf(did, RUNS_SHOWN),
    log: ({ did, limit }: { did: string; limit: number }) => store.logsOf(did, limit),
  }
}
export type Agents = ReturnType<typeof createAgents>
