import type { ApiPromise } from '@polkadot/api'
import { requirePrice, taskRules } from '../work/rules.ts'
import { formatAinu } from '../amounts.ts'
import { call, constant, textArg } from '../chain/calls.ts'
import { InvalidError, NotFoundError } from '../errors.ts'
import type { BuiltCall, Builders } from '../tx/build.ts'
import {
  createHostingActions,
  hostingCalls,
  rightsEnding,
  type HostingActionDeps,
} from './hosting-actions.ts'
import { agentName } from './name.ts'

type AgentActionType =
  | 'agent.register'
  | 'agent.host'
  | 'agent.unhost'
  | 'agent.update'
  | 'agent.pause'
  | 'agent.resume'
  | 'agent.add-stake'
  | 'agent.unstake'
  | 'agent.withdraw-unbonded'
  | 'agent.deregister'

const plain = (extrinsic: BuiltCall['extrinsic'], summary: string): BuiltCall => ({
  extrinsic,
  summary,
  spends: 0n,
  holds: [],
})

/** Builders of everything that an agent's owner signs. */
export function createAgentActions(deps: HostingActionDeps): Builders<AgentActionType> {
  const { packages, wallet } = deps
  const simple =
    (method: string, words: string) =>
    (api: ApiPromise, { did }: { did: string }) =>
      plain(call(api, 'agents', method, textArg(did)), `${words} ${agentName(did)}`)

  return {
    async 'agent.register'(api, action, { from, signal }) {
      const { did, capabilities, price, stake, packageId } = action
      const { manifest } = await packages.get(packageId)
      refuseSmall(stake, constant(api, 'agents', 'minStake'))
      requirePrice(taskRules(api), price)
      refuseUnknown(
        capabilities,
        manifest.capabilities.map(({ name }) => name),
        manifest.title,
      )
      const register = call(
        api,
        'agents',
        'register',
        ...registerArgs(did, capabilities, price, await packages.manifestCid(packageId), stake),
      )
      const staked = { label: `Stake of ${agentName(did)}`, amount: BigInt(stake) }
      const summary = `Register ${agentName(did)} with a stake of ${formatAinu(stake)}, asking ${formatAinu(price)} a task`
      const publish = async () => {
        await packages.publish(packageId, deps.wallet.signer(from), signal)
        return () => {}
      }
      if (!action.host) {
        const only = { summary, spends: staked.amount, holds: [staked] }
        return { extrinsic: register, ...only, beforeSigning: publish }
      }
      const hosting = await hostingCalls(api, deps, { did, owner: from })
      return {
        extrinsic: call(api, 'utility', 'batchAll', [register, ...hosting.calls]),
        summary: `${summary}; host it here with ${hosting.words}`,
        spends: staked.amount + hosting.spends,
        holds: [staked, ...hosting.holds],
        async beforeSigning() {
          await publish()
          return hosting.beforeSigning()
        },
      }
    },

    ...createHostingActions(deps),

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
      if (price !== undefined) requirePrice(taskRules(api), price)
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
    async 'agent.deregister'(api, { did }) {
      const { owner, stake } = deps.figures(did)
      const deregister = call(api, 'agents', 'deregister', textArg(did))
      const summary = `Deregister ${agentName(did)}; its stake of ${formatAinu(stake)} is free after the unbonding time`
      // The hot key must not keep its rights over the owner's other agents.
      const endings = await rightsEnding(api, wallet, { did, owner })
      if (!endings.length) return plain(deregister, summary)
      return plain(
        call(api, 'utility', 'batchAll', [deregister, ...endings]),
        `${summary}; its hot key loses its rights, and what it has for fees comes back`,
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
