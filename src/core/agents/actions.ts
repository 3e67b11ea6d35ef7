import type { ApiPromise } from '@polkadot/api'
import { formatAinu } from '../amounts.ts'
import { call, constant, textArg } from '../chain/calls.ts'
import { InvalidError, NotFoundError } from '../errors.ts'
import type { BuiltCall, Builders } from '../tx/build.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { HostedStore } from './hosting/store.ts'
import { agentName } from './name.ts'
import type { Packages } from './packages/packages.ts'

type AgentActionType =
  | 'agent.register'
  | 'agent.update'
  | 'agent.pause'
  | 'agent.resume'
  | 'agent.add-stake'
  | 'agent.unstake'
  | 'agent.withdraw-unbonded'
  | 'agent.deregister'

/** What a hot key gets for the fees of its agent's calls: several hundred tasks. */
export const FEE_FLOAT = 1_000_000_000_000n
/** The proxy type that may do an agent's daily work and nothing else. */
const AGENT_PROXY = 'Agent'

export interface AgentActionDeps {
  packages: Packages
  wallet: Pick<Wallet, 'hotKey' | 'hotKeyAddress'>
  hosted: HostedStore
  /** Owner and stake of a registered agent, from the index. @throws {NotFoundError} */
  figures: (did: string) => { owner: string; stake: string }
}

const plain = (extrinsic: BuiltCall['extrinsic'], summary: string): BuiltCall => ({
  extrinsic,
  summary,
  spends: 0n,
  holds: [],
})

/** Builders of everything that an agent's owner signs. */
export function createAgentActions(deps: AgentActionDeps): Builders<AgentActionType> {
  const { packages, wallet, hosted } = deps
  const simple =
    (method: string, words: string) =>
    (api: ApiPromise, { did }: { did: string }) =>
      plain(call(api, 'agents', method, textArg(did)), `${words} ${agentName(did)}`)

  return {
    async 'agent.register'(api, action, { from, signal }) {
      const { did, capabilities, price, stake, packageId } = action
      const { manifest } = await packages.get(packageId)
      refuseSmall(stake, constant(api, 'agents', 'minStake'))
      refuseUnknown(
        capabilities,
        manifest.capabilities.map(({ name }) => name),
        manifest.title,
      )
      const { manifestCid } = await packages.publish(packageId, signal)
      const register = call(
        api,
        'agents',
        'register',
        ...registerArgs(did, capabilities, price, manifestCid, stake),
      )
      const staked = { label: `Stake of ${agentName(did)}`, amount: BigInt(stake) }
      const summary = `Register ${agentName(did)} with a stake of ${formatAinu(stake)}, asking ${formatAinu(price)} a task`
      if (!action.host) return { extrinsic: register, summary, spends: staked.amount, holds: [staked] }

      // Made here and not when signing, so that what is shown is what is signed.
      const { address: hotKey } = await wallet.hotKey(did, { create: true })
      const deposit = {
        label: 'Deposit for the hot key',
        amount: constant(api, 'proxy', 'proxyDepositBase') + constant(api, 'proxy', 'proxyDepositFactor'),
      }
      return {
        extrinsic: call(api, 'utility', 'batchAll', [
          register,
          call(api, 'proxy', 'addProxy', hotKey, AGENT_PROXY, 0),
          call(api, 'balances', 'transferKeepAlive', hotKey, FEE_FLOAT),
        ]),
        summary: `${summary}; host it here with a hot key that gets ${formatAinu(FEE_FLOAT.toString())} for fees`,
        spends: staked.amount + deposit.amount + FEE_FLOAT,
        holds: [staked, deposit],
        beforeSigning: () => hosted.plan({ did, owner: from, hotKey, packageId }),
      }
    },

    'agent.update'(api, { did, capabilities, price, manifestCid }) {
      const parts = [
        capabilities && `offers ${capabilities.join(', ')}`,
        price && `asks ${formatAinu(price)} a task`,
        manifestCid && 'has another manifest',
      ].filter(Boolean)
      if (!parts.length) {
        throw new InvalidError({
          message: 'There is nothing to change.',
          remedy: 'Change the price or what it offers.',
        })
      }
      const args = [
        capabilities?.map(textArg) ?? null,
        price ?? null,
        manifestCid ? textArg(manifestCid) : null,
      ]
      return plain(
        call(api, 'agents', 'update', textArg(did), ...args),
        `From now on ${agentName(did)} ${parts.join(', ')}`,
      )
    },
    'agent.pause': simple('pause', 'Pause'),
    'agent.resume': simple('resume', 'Resume'),
    'agent.add-stake'(api, { did, amount }) {
      const held = { label: `Stake of ${agentName(did)}`, amount: BigInt(amount) }
      const summary = `Add ${formatAinu(amount)} to the stake of ${agentName(did)}`
      return {
        extrinsic: call(api, 'agents', 'addStake', textArg(did), amount),
        summary,
        spends: held.amount,
        holds: [held],
      }
    },
    'agent.unstake': (api, { did, amount }) =>
      plain(
        call(api, 'agents', 'unstake', textArg(did), amount),
        `Take ${formatAinu(amount)} out of the stake of ${agentName(did)}; it is free after the unbonding time`,
      ),
    'agent.withdraw-unbonded': simple('withdrawUnbonded', 'Withdraw what is unbonded of'),
    'agent.deregister'(api, { did }) {
      const { stake } = deps.figures(did)
      const deregister = call(api, 'agents', 'deregister', textArg(did))
      const summary = `Deregister ${agentName(did)}; its stake of ${formatAinu(stake)} is free after the unbonding time`
      const hotKey = hosted.find(did) ? wallet.hotKeyAddress(did) : null
      if (!hotKey) return plain(deregister, summary)
      // The hot key must not keep its rights over the owner's other agents.
      const remove = call(api, 'proxy', 'removeProxy', hotKey, AGENT_PROXY, 0)
      return plain(
        call(api, 'utility', 'batchAll', [deregister, remove]),
        `${summary}; its hot key loses its rights`,
      )
    },
  }
}

const registerArgs = (
  did: string,
  capabilities: string[],
  price: string,
  manifestCid: string,
  stake: string,
) => [textArg(did), capabilities.map(textArg), price, textArg(manifestCid), stake]

/** Before anything is made for the agent, such as its hot key. */
function refuseSmall(stake: string, least: bigint): void {
  if (BigInt(stake) >= least) return
  throw new InvalidError({
    message: `A stake of ${formatAinu(stake)} is too small: this network asks for at least ${formatAinu(least.toString())}.`,
    consequence: 'The agent was not registered.',
    remedy: 'Choose a larger stake. It stays yours.',
  })
}

function refuseUnknown(wanted: readonly string[], offered: readonly string[], title: string): void {
  const unknown = wanted.filter((capability) => !offered.includes(capability))
  if (!unknown.length) return
  throw new NotFoundError({
    message: `${title} does not know ${unknown.join(', ')}.`,
    remedy: `Choose among ${offered.join(', ')}.`,
  })
}
