import { ApiPromise, WsProvider } from '@polkadot/api'
import { Keyring } from '@polkadot/keyring'
import type { DispatchError } from '@polkadot/types/interfaces'
import { call, storage, textArg } from '../chain/calls.ts'
import { toPlain } from '../chain/events.ts'
import type { Extrinsic } from '../chain/sign.ts'

const DAY = 86_400_000

/** Someone with a key and a node's address but without Ainur: does what honest software would not. */
export async function outsider(url: string, uri = '//Bob') {
  const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true })
  const key = new Keyring({ type: 'sr25519', ss58Format: 42 }).createFromUri(uri)

  /** Resolves when the call is in a block and went well. */
  const send = (extrinsic: Extrinsic) =>
    new Promise<void>((resolve, reject) => {
      extrinsic
        .signAndSend(key, { nonce: -1 }, ({ status, dispatchError }) => {
          // The API leaves out a status that the next one overtakes.
          if (!status.isInBlock && !status.isFinalized) return
          if (!dispatchError) return resolve()
          const words = dispatchError.isModule
            ? api.registry.findMetaError(dispatchError.asModule).name
            : dispatchError.toString()
          reject(new Error(words))
        })
        .catch(reject)
    })

  /** Does several calls in one transaction; why the chain refused each of them, null where it did not. */
  const attempt = (calls: Extrinsic[]) =>
    new Promise<(string | null)[]>((resolve, reject) => {
      const nameOf = (error: DispatchError) =>
        error.isModule ? api.registry.findMetaError(error.asModule).name : error.toString()
      call(api, 'utility', 'forceBatch', calls)
        .signAndSend(key, { nonce: -1 }, ({ status, dispatchError, events }) => {
          if (!status.isInBlock && !status.isFinalized) return
          if (dispatchError) return reject(new Error(nameOf(dispatchError)))
          resolve(
            events.flatMap(({ event: { method, data } }) =>
              method === 'ItemCompleted'
                ? [null]
                : method === 'ItemFailed'
                  ? [nameOf(data[0] as DispatchError)]
                  : [],
            ),
          )
        })
        .catch(reject)
    })

  return {
    address: key.address,
    attempt,
    /** The call that posts a task which nobody can take, for 1 AINU, with one thing or another that Ainur does not write. */
    posting: (odd: { title?: string; capability?: string; inputCid?: string; minReputation?: bigint }) =>
      call(api, 'tasks', 'post', {
        ...{ title: textArg(odd.title ?? 'odd'), capability: textArg(odd.capability ?? 'odd'), target: null },
        ...{ inputCid: textArg(odd.inputCid ?? 'bafk'), budget: '1000000000000', trust: 'Manual' },
        ...{
          minReputation: odd.minReputation ?? 0,
          opensInMs: 0,
          biddingMs: DAY,
          timeoutMs: DAY,
          disputeWindowMs: DAY,
        },
      }),
    /** The call that registers an agent, with 10 AINU at stake. */
    registering: (did: string, odd: { capability?: string; manifestCid?: string } = {}) =>
      call(
        ...([api, 'agents', 'register', textArg(did), [textArg(odd.capability ?? 'odd')]] as const),
        ...(['1000000000000', textArg(odd.manifestCid ?? 'bafk'), '10000000000000'] as const),
      ),
    pay: (to: string, amount: string) => send(call(api, 'balances', 'transferKeepAlive', to, amount)),
    register: (did: string, manifestCid: string, price: string, capability = 'echo') =>
      send(
        call(
          api,
          'agents',
          'register',
          textArg(did),
          [textArg(capability)],
          price,
          textArg(manifestCid),
          '10000000000000',
        ),
      ),
    bid: (task: number, did: string, price: string) =>
      send(call(api, 'tasks', 'bid', task, textArg(did), price)),
    start: (task: number) => send(call(api, 'tasks', 'start', task)),
    deliver: (task: number, output: { cid: string; hash: string }, fuel: string, receipt = output.cid) =>
      send(
        call(api, 'tasks', 'submitResult', task, textArg(output.cid), output.hash, textArg(receipt), fuel),
      ),
    /** Signs bytes of a call, 0x hex, whatever they do. Rejects where the chain refuses them, before a block or in one. */
    sign: (bytes: string) => send(api.tx(api.createType('Call', bytes))),
    /** Gives an account exactly this much free, planck; for the holder of the development chain's sudo key. */
    setFree: (address: string, amount: bigint) =>
      send(call(api, 'sudo', 'sudo', call(api, 'balances', 'forceSetBalance', address, amount))),
    /** Gives an agent's rights to so many keys that nobody has. */
    giveRights: (count: number) =>
      send(
        call(
          api,
          'utility',
          'batchAll',
          Array.from({ length: count }, (_, i) =>
            call(api, 'proxy', 'addProxy', new Uint8Array(32).fill(i + 1), 'Agent', 0),
          ),
        ),
      ),
    /** Ends every right that this account gave to others. */
    removeProxies: () => send(call(api, 'proxy', 'removeProxies')),
    /** Who may act for an account, and how. */
    async proxies(address: string): Promise<{ delegate: string; proxyType: string }[]> {
      const [proxies] = toPlain(await storage(api, 'proxy', 'proxies')(address)) as [
        { delegate: string; proxyType: string }[],
      ]
      return proxies
    },
    /** What an account has free, planck. */
    async free(address: string): Promise<bigint> {
      const { data } = toPlain(await storage(api, 'system', 'account')(address)) as { data: { free: string } }
      return BigInt(data.free)
    },
    /** What exists, and what all accounts have together. Both in planck. */
    async money(): Promise<{ issuance: bigint; held: bigint }> {
      const issuance = toPlain(await storage(api, 'balances', 'totalIssuance')()) as string
      const accounts = await storage(api, 'system', 'account').entries()
      const held = accounts.reduce((all, [, account]) => {
        const { data } = toPlain(account) as { data: { free: string; reserved: string } }
        return all + BigInt(data.free) + BigInt(data.reserved)
      }, 0n)
      return { issuance: BigInt(issuance), held }
    },
    /** What an account has in all places at a block, planck; read past Ainur. */
    async balanceAt(address: string, block: number): Promise<bigint> {
      const at = await api.at(await api.rpc.chain.getBlockHash(block))
      const { data } = toPlain(await at.query['system']!['account']!(address)) as {
        data: { free: string; reserved: string }
      }
      return BigInt(data.free) + BigInt(data.reserved)
    },
    close: () => api.disconnect(),
  }
}
export type Outsider = Awaited<ReturnType<typeof outsider>>
