import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ApiPromise, WsProvider } from '@polkadot/api'
import type { SubmittableExtrinsic } from '@polkadot/api/types'
import type { KeyringPair } from '@polkadot/keyring/types'
import type { ISubmittableResult } from '@polkadot/types/types'
import { startEmbeddedNetwork, type EmbeddedNetwork, type EmbeddedNetworkOptions } from '../embedded.ts'
import { RUNTIME_PATH } from './runtime.ts'

/** A folder that goes away with the test. */
export function temporaryFolder(): AsyncDisposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'ainur-chain-'))
  return { path, [Symbol.asyncDispose]: async () => rmSync(path, { recursive: true, force: true }) }
}

export const optionsIn = (folder: string): EmbeddedNetworkOptions => ({
  dataDir: join(folder, 'chain'),
  contentDir: join(folder, 'content'),
  runtimePath: RUNTIME_PATH,
})

type Disposable<T> = T & AsyncDisposable

export async function startNetwork(options: EmbeddedNetworkOptions): Promise<Disposable<EmbeddedNetwork>> {
  const network = await startEmbeddedNetwork(options)
  return { ...network, [Symbol.asyncDispose]: () => network.stop() }
}

export async function connect(url: string): Promise<{ api: ApiPromise } & AsyncDisposable> {
  const api = await ApiPromise.create({ provider: new WsProvider(url, 500), noInitWarn: true })
  return { api, [Symbol.asyncDispose]: () => api.disconnect() }
}

/** Sends and waits for the status that is asked for. Rejects when the transaction does not get there. */
export function send(
  tx: SubmittableExtrinsic<'promise'>,
  from: KeyringPair,
  until: 'InBlock' | 'Finalized' = 'InBlock',
): Promise<ISubmittableResult & { seen: string[] }> {
  const seen: string[] = []
  return new Promise((resolve, reject) => {
    tx.signAndSend(from, { nonce: -1 }, (result) => {
      seen.push(result.status.type)
      if (result.dispatchError) reject(new Error(result.dispatchError.toString()))
      else if (result.isError) reject(new Error(result.status.type))
      // Where the client is slow to look up the events, it tells of both at once, as final.
      else if (result.status.type === until || result.status.isFinalized)
        resolve(Object.assign(result, { seen }))
    }).catch(reject)
  })
}
