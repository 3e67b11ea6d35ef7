import type { ApiPromise } from '@polkadot/api'
import { requirePrice, taskRules } from '../work/rules.ts'
import { call, constant, textArg } from '../chain/calls.ts'
import { InvalidError, NotFoundError } from '../errors.ts'
import type { ActionContext, ActionOf, BuiltCall, Builders } from '../tx/build.ts'
import {
  createHostingActions,
  hostingCalls,
  rightsEnding,
  type HostingActionDeps,
} from './hosting-actions.ts'
import { agentName } from './name.ts'
import { say, type Sentence } from '../words.ts'

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

const plain = (extrinsic: BuiltCall['extrinsic'], summary: Sentence): BuiltCall => ({
  extrinsic,
  summary,
  spends: 0n,
  parts: [],
})

/** Builders of everything that an agent's owner signs. */
export function createAgentActions(deps: HostingActionDeps): Builders<AgentActionType> {
  const { wallet } = deps
  const simple =
    (method: string, code: 'agents.pause' | 'agents.resume' | 'agents.withdraw-unbonded') =>
    (api: ApiPromise, { did }: { did: string }) =>
      plain(call(api, 'agents', method, textArg(did)), say(code, { agent: agentName(did) }))

  return {
    'agent.register': (api, action, context) => registering(api, deps, action, context),
    ...createHostingActions(deps),

    'agent.update'(api, { did, capabilities, price, manifestCid }) {
      const changes = [
        capabilities && say('agents.update-offers', { capabilities }),
        price && say('agents.update-price', { price }),
        manifestCid && say('agents.update-manifest'),
      ].filter((change) => typeof change === 'object')
      if (!changes.length) {
        throw new InvalidError(say('agents.nothing-to-change'))
      }
      if (price !== undefined) requirePrice(taskRules(api), price)
      const args = [
        capabilities?.map(textArg) ?? null,
        price ?? null,
        manifestCid ? textArg(manifestCid) : null,
      ]
      return plain(
        call(api, 'agents', 'update', textArg(did), ...args),
        say('agents.update', { agent: agentName(did), changes }),
      )
    },
    'agent.pause': simple('pause', 'agents.pause'),
    'agent.resume': simple('resume', 'agents.resume'),
    'agent.add-stake'(api, { did, amount }) {
      const held = { said: say('agents.hold-stake', { agent: agentName(did) }), amount: BigInt(amount) }
      const summary = say('agents.add-stake', { amount, agent: agentName(did) })
      return {
        extrinsic: call(api, 'agents', 'addStake', textArg(did), amount),
        summary,
        spends: held.amount,
        parts: [held],
      }
    },
    'agent.unstake': (api, { did, amount }) =>
      plain(
        call(api, 'agents', 'unstake', textArg(did), amount),
        say('agents.unstake', { amount, agent: agentName(did) }),
      ),
    'agent.withdraw-unbonded': simple('withdrawUnbonded', 'agents.withdraw-unbonded'),
    async 'agent.deregister'(api, { did }) {
      const { owner, stake } = deps.figures(did)
      const deregister = call(api, 'agents', 'deregister', textArg(did))
      const facts = { agent: agentName(did), stake }
      // The hot key must not keep its rights over the owner's other agents.
      const endings = await rightsEnding(api, wallet, { did, owner })
      if (!endings.length) return plain(deregister, say('agents.deregister', facts))
      return plain(
        call(api, 'utility', 'batchAll', [deregister, ...endings]),
        say('agents.deregister-and-unhost', facts),
      )
    },
  }
}

/** The call that registers an agent; with `host` also what makes it work here. */
async function registering(
  api: ApiPromise,
  deps: HostingActionDeps,
  action: ActionOf<'agent.register'>,
  { from, signal }: ActionContext,
): Promise<BuiltCall> {
  const { did, capabilities, price, stake, packageId } = action
  const { manifest } = await deps.packages.get(packageId)
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
    ...registerArgs(did, capabilities, price, await deps.packages.manifestCid(packageId), stake),
  )
  const staked = { said: say('agents.hold-stake', { agent: agentName(did) }), amount: BigInt(stake) }
  const facts = { agent: agentName(did), stake, price }
  const publish = async () => {
    await deps.packages.publish(packageId, deps.wallet.signer(from), signal)
    return () => {}
  }
  if (!action.host) {
    const summary = say('agents.register', facts)
    return {
      extrinsic: register,
      summary,
      spends: staked.amount,
      parts: [staked],
      beforeSigning: publish,
    }
  }
  const hosting = await hostingCalls(api, deps, { did, owner: from })
  return {
    extrinsic: call(api, 'utility', 'batchAll', [register, ...hosting.calls]),
    summary:
      hosting.fees === null
        ? say('agents.register-and-host', facts)
        : say('agents.register-and-host-filled', { ...facts, fees: hosting.fees }),
    spends: staked.amount + hosting.spends,
    parts: [staked, ...hosting.parts],
    async beforeSigning() {
      await publish()
      return hosting.beforeSigning()
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
  throw new InvalidError(say('agents.stake-too-small', { stake, least: least.toString() }))
}

function refuseUnknown(wanted: readonly string[], offered: readonly string[], title: string): void {
  const unknown = wanted.filter((capability) => !offered.includes(capability))
  if (!unknown.length) return
  throw new NotFoundError(say('agents.unknown-capability', { title, unknown, offered }))
}
