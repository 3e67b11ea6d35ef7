import type { ApiPromise } from '@polkadot/api'
import { call, constant } from '../chain/calls.ts'
import { InvalidError, messageOf, NotFoundError } from '../errors.ts'
import type { BuiltCall, Builders } from '../tx/build.ts'
import { readBalances } from '../wallet/balances.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { HostedStore } from './hosting/store.ts'
import { agentName } from './name.ts'
import type { Packages } from './packages/packages.ts'
import type { Programs } from '../work/programs.ts'
import { AGENT_PROXY, proxiesOf } from './proxies.ts'
import { say } from '../words.ts'

/** What a hot key has for the fees of its agent's calls: several hundred tasks, planck. */
const FEE_FLOAT = 1_000_000_000_000n
const READ_WITHIN_MS = 10_000

/** What the index knows of an agent. */
export interface AgentFigures {
  owner: string
  status: string
  stake: string
  manifestCid: string
}

export interface HostingActionDeps {
  packages: Packages
  programs: Programs
  wallet: Pick<Wallet, 'prepareHotKey' | 'hotKeysOf' | 'signer'>
  hosted: HostedStore
  /** @throws {NotFoundError} */
  figures: (did: string) => AgentFigures
  /** Tasks that the agent has bid on or works on from here. */
  inHand: (did: string) => number[]
}

const networkOf = (api: ApiPromise): string => api.genesisHash.toHex()
const nothing = () => Promise.resolve()

/**
 * Calls that let this machine work for an agent, with what they cost. Nothing is kept before `beforeSigning`.
 *
 * @throws {InvalidError} when the owner has given as many rights as the network allows
 */
export async function hostingCalls(
  api: ApiPromise,
  { wallet, hosted }: Pick<HostingActionDeps, 'wallet' | 'hosted'>,
  { did, owner }: { did: string; owner: string },
) {
  const key = await wallet.prepareHotKey(networkOf(api), did)
  const { address: hotKey } = key
  const [proxies, [balance]] = await Promise.all([proxiesOf(api, owner), readBalances(api, [hotKey])])
  const hasRights = proxies.hotKeys.includes(hotKey)
  const most = Number(constant(api, 'proxy', 'maxProxies'))
  if (!hasRights && proxies.count >= most) throw new InvalidError(say('agents.no-right-left', { most }))
  const missing = FEE_FLOAT - (balance?.free ?? 0n)
  const topUp = missing > 0n ? missing : 0n
  const calls = []
  if (!hasRights) calls.push(call(api, 'proxy', 'addProxy', hotKey, AGENT_PROXY, 0))
  if (topUp > 0n) calls.push(call(api, 'balances', 'transferKeepAlive', hotKey, topUp))
  // The base is paid once for all proxies of an account.
  const base = proxies.count ? 0n : constant(api, 'proxy', 'proxyDepositBase')
  const amount = base + constant(api, 'proxy', 'proxyDepositFactor')
  return {
    calls,
    /** What its hot key gets for fees, planck; null: nothing. */
    fees: topUp > 0n ? topUp.toString() : null,
    spends: topUp + (hasRights ? 0n : amount),
    parts: [
      ...(hasRights ? [] : [{ said: say('agents.hold-hot-key'), amount }]),
      ...(topUp > 0n ? [{ said: say('agents.key-money'), amount: topUp }] : []),
    ],
    async beforeSigning() {
      await key.keep()
      return hosted.plan({ did, owner, hotKey }, hasRights)
    },
  }
}

/** Calls that take the rights of every hot key that the agent ever had here: only those that the chain knows. */
export async function rightsEnding(
  api: ApiPromise,
  wallet: Pick<Wallet, 'hotKeysOf'>,
  { did, owner }: { did: string; owner: string },
) {
  const own = wallet.hotKeysOf(networkOf(api), did)
  if (!own.length) return []
  const { hotKeys } = await proxiesOf(api, owner)
  return own
    .filter((key) => hotKeys.includes(key))
    .map((key) => call(api, 'proxy', 'removeProxy', key, AGENT_PROXY, 0))
}

/** Builders of what begins and ends this machine's work for an agent that is registered. */
export function createHostingActions(deps: HostingActionDeps): Builders<'agent.host' | 'agent.unhost'> {
  const { packages, programs, wallet, hosted } = deps

  /** Makes sure that the program is at hand, or gives how it will be. */
  async function provide(
    { manifestCid, packageId, from }: { manifestCid: string; packageId: string | undefined; from: string },
    signal?: AbortSignal,
  ) {
    if (packageId !== undefined) {
      const { id, manifest } = await packages.get(packageId)
      if ((await packages.manifestCid(id)) !== manifestCid)
        throw otherProgram(manifest.title, manifest.version)
      return async () => void (await packages.publish(id, wallet.signer(from), signal))
    }
    const within = AbortSignal.any([AbortSignal.timeout(READ_WITHIN_MS), ...(signal ? [signal] : [])])
    try {
      await programs.load(manifestCid, within)
      return nothing
    } catch (error) {
      signal?.throwIfAborted()
      if (!(error instanceof NotFoundError) && !within.aborted) throw error
      const match = await packages.ofManifest(manifestCid)
      if (!match) throw noProgram(manifestCid, error)
      return async () => void (await packages.publish(match.id, wallet.signer(from), signal))
    }
  }

  return {
    async 'agent.host'(api, { did, packageId }, { from, signal }): Promise<BuiltCall> {
      const agent = deps.figures(did)
      refuseForeign(agent, from, did)
      if (agent.status === 'retired') {
        throw new InvalidError(say('agents.retired', { agent: agentName(did) }))
      }
      const publish = await provide({ manifestCid: agent.manifestCid, packageId, from }, signal)
      const { calls, fees, spends, parts, beforeSigning } = await hostingCalls(api, deps, {
        did,
        owner: from,
      })
      return {
        extrinsic: call(api, 'utility', 'batchAll', calls),
        summary:
          fees === null
            ? say('agents.host', { agent: agentName(did) })
            : say('agents.host-filled', { agent: agentName(did), fees }),
        spends,
        parts,
        async beforeSigning() {
          await publish()
          return beforeSigning()
        },
      }
    },

    async 'agent.unhost'(api, { did }, { from }): Promise<BuiltCall> {
      const row = hosted.find(did)
      if (!row) throw notHosted(did)
      refuseForeign(row, from, did)
      const open = deps.inHand(did)
      if (open.length) throw inHand(did, open)
      const [[balance], endings] = await Promise.all([
        readBalances(api, [row.hotKey]),
        rightsEnding(api, wallet, row),
      ])
      const free = balance?.free ?? 0n
      // For a sentence: four decimals.
      const left = (free - (free % 100_000_000n)).toString()
      return {
        extrinsic: call(api, 'utility', 'batchAll', endings),
        summary: say('agents.unhost', { agent: agentName(did), left }),
        spends: 0n,
        parts: [],
        async beforeSigning() {
          // No bid must be on its way when the rights end.
          hosted.setEnabled(did, false)
          return () => hosted.setEnabled(did, row.enabled)
        },
      }
    },
  }
}

function refuseForeign({ owner }: { owner: string }, from: string, did: string): void {
  if (owner === from) return
  throw new InvalidError({ ...say('agents.of-another', { agent: agentName(did) }), detail: owner })
}

const otherProgram = (title: string, version: string) =>
  new InvalidError(say('agents.other-program', { title, version }))

const noProgram = (manifestCid: string, cause: unknown) =>
  new NotFoundError({ ...say('agents.no-program'), detail: `${manifestCid}: ${messageOf(cause)}`, cause })

/** Also for switching an agent on that this machine has no rights for. */
export const notHosted = (did: string) => new InvalidError(say('agents.not-hosted', { did }))

const inHand = (did: string, open: readonly number[]) =>
  new InvalidError(
    say('agents.in-hand', { agent: agentName(did), tasks: open.map((task) => say('agents.task', { task })) }),
  )
