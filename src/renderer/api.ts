import { createORPCClient, ORPCError, type ClientContext, type ClientLink } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'
import type { Contract } from '../contract/index.ts'

export type Link = ClientLink<ClientContext>

let connected: (link: Link | PromiseLike<Link>) => void
const link = new Promise<Link>((resolve) => (connected = resolve))

/** Gives the page its link to the core, once. Calls made before wait for it. */
export const connect = (opening: Link | Promise<Link>) => connected(opening)

/** The core's procedures as plain async functions. For components, prefer `orpc`. */
export const client: ContractRouterClient<Contract> = createORPCClient({
  call: async (path, input, options) => (await link).call(path, input, options),
})

/** Query and mutation options of every procedure: `useQuery(orpc.wallet.list.queryOptions())`. */
export const orpc = createTanstackQueryUtils(client)

/** Errors that the core has put into words are answers: asking again gives the same one. */
const worthRetrying = (failures: number, error: Error) => failures < 2 && !(error instanceof ORPCError)

/** What is fetched stays fresh until `live.ts` hears that it changed. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        retry: worthRetrying,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
