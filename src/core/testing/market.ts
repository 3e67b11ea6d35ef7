import type { Action, Transaction } from '../../contract/actions.ts'
import { submitShown, untilSettled } from './accounts.ts'
import type { TestCore } from './core.ts'
import { until } from './until.ts'

const AINU = 1_000_000_000_000n
/** An amount in AINU as the contract wants it. */
export const ainu = (amount: number): string =>
  ((BigInt(Math.round(amount * 1_000)) * AINU) / 1_000n).toString()

export const PASSPHRASE = 'correct horse battery'

/** What people do in the marketplace, through the contract alone. */
export function marketOf({ api }: Pick<TestCore, 'api'>) {
  async function settled(id: string): Promise<Transaction> {
    const tx = await untilSettled({ api }, id)
    if (tx.status !== 'finalized') throw new Error(`${tx.action} ${tx.status}: ${tx.error?.message ?? ''}`)
    return tx
  }

  async function sign(from: string, action: Action): Promise<Transaction> {
    return settled((await submitShown({ api }, { from, action })).id)
  }

  const task = (id: number) => api.tasks.get({ task: id })

  return {
    sign,
    task,
    /** An unlocked account with 1,000 AINU of the faucet. */
    async person(name: string): Promise<string> {
      const { account } = await api.wallet.create({ name, passphrase: PASSPHRASE })
      const { address } = account
      await api.wallet.unlock({ address, passphrase: PASSPHRASE, minutes: 0 })
      await settled((await api.faucet.claim({ address })).id)
      return address
    },
    /** Registers a package and waits until its agent is looking for work. */
    async host(
      from: string,
      packageName: string,
      options: { did?: string; price?: string; capabilities?: string[] } = {},
    ) {
      const packages = await api.agents.packages()
      const found = packages.find(({ manifest }) => manifest.name === packageName)
      if (!found) throw new Error(`no package ${packageName}`)
      const did = options.did ?? `did:ainur:${packageName}`
      const capabilities = options.capabilities ?? found.manifest.capabilities.map(({ name }) => name)
      const price = options.price ?? ainu(5)
      await sign(from, {
        type: 'agent.register',
        packageId: found.id,
        did,
        capabilities,
        price,
        stake: ainu(10),
        host: true,
      })
      await until(
        `${did} is idle`,
        async () => (await api.agents.hosted()).some((agent) => agent.did === did && agent.state === 'idle'),
        () => api.agents.hosted(),
      )
      return did
    },
    /** Posts a task with short times; gives its number. */
    async post(
      from: string,
      text: string,
      options: Partial<Extract<Action, { type: 'task.post' }>> & {
        parameters?: Record<string, never> | Record<string, string>
      } = {},
    ) {
      const { parameters = {}, ...rest } = options
      const base64 = Buffer.from(text).toString('base64')
      const { cid } = await api.content.add({ base64, mediaType: 'text/plain' })
      const input = await api.tasks.createInput({
        data: cid,
        mediaType: 'text/plain',
        name: 'input.txt',
        parameters,
      })
      const { created } = await sign(from, {
        type: 'task.post',
        title: `Do ${text.slice(0, 20)}`,
        capability: 'echo',
        target: null,
        inputCid: input.cid,
        budget: ainu(20),
        trust: 'optimistic',
        minReputation: -1_000_000,
        opensInMs: 0,
        biddingMs: 2_000,
        timeoutMs: 60_000,
        disputeWindowMs: 1_000,
        ...rest,
      })
      if (created?.task === undefined) throw new Error('posting made no task')
      return created.task
    },
    /** Waits until the task is in one of these states. */
    reached: (id: number, ...states: string[]) =>
      until(
        `task ${id} is ${states.join(' or ')}`,
        async () => {
          const detail = await task(id)
          if (states.includes(detail.state)) return detail
          if (detail.deadline === null)
            throw new Error(`task ${id} ended otherwise: ${JSON.stringify(detail)}`)
          return null
        },
        async () => ({ task: await task(id), hosted: await api.agents.hosted() }),
      ),
    /** All that an account has, in every place, planck. */
    async total(address: string): Promise<bigint> {
      const { total, places } = await api.wallet.ledger({ address })
      const sum = places.reduce((all, { amount }) => all + BigInt(amount), 0n)
      if (sum !== BigInt(total)) throw new Error(`the places of ${address} do not add up: ${sum} of ${total}`)
      return sum
    },
  }
}
