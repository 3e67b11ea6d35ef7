import { cryptoWaitReady } from '@polkadot/util-crypto'
import { afterAll, beforeAll } from 'vitest'
import { connect, optionsIn, startNetwork, temporaryFolder } from './network.ts'

interface Answer {
  readonly result?: unknown
  readonly error?: { readonly code: number; readonly message: string }
}

/** A network for all tests of a file: asked by JSON-RPC over HTTP, or with the API of polkadot.js. */
export function serveNetwork() {
  const folder = temporaryFolder()
  let network: Awaited<ReturnType<typeof startNetwork>>
  let client: Awaited<ReturnType<typeof connect>>
  beforeAll(async () => {
    await cryptoWaitReady()
    network = await startNetwork(optionsIn(folder.path))
    client = await connect(network.url)
  })
  afterAll(async () => {
    await client[Symbol.asyncDispose]()
    await network[Symbol.asyncDispose]()
    await folder[Symbol.asyncDispose]()
  })

  const http = () => network.url.replace('ws:', 'http:')
  const post = (body: string) =>
    fetch(http(), { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return {
    url: () => network.url,
    http,
    height: () => network.status().height,
    headers: () => network.headers,
    api: () => client.api,
    post,
    async ask(method: string, params?: unknown): Promise<Answer> {
      const answer = await post(JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }))
      return (await answer.json()) as Answer
    },
  }
}
