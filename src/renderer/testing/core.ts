import { createProcedureClient, implement, ORPCError, type AnyProcedure } from '@orpc/server'
import type { Contact } from '../../contract/contacts.ts'
import type { Action } from '../../contract/actions.ts'
import type { Agent, HostedAgent } from '../../contract/agents.ts'
import { contract } from '../../contract/index.ts'
import { runs } from './agents.ts'
import type { TaskDraft } from '../../contract/task-drafts.ts'
import type { Prices } from '../../contract/tasks.ts'
import type { z } from 'zod'
import type { Change } from '../../contract/system.ts'
import type { Link } from '../api.ts'
import {
  accounts,
  chain,
  ledgerOf,
  movements,
  totalsOf,
  packages,
  preview,
  rules,
  settings,
  system,
  task,
  taskDetail,
  transaction,
  UNNAMED,
} from './samples.ts'
import type { Said } from '../../contract/words/said.ts'

/** A core in memory, for tests of the page: keeps a small state and answers as the contract says. Never ships. */
export const createTestCore = () => {
  const state = {
    accounts: accounts(),
    settings: settings(),
    system: system(),
    chain: chain(),
    tasks: [task()],
    detail: taskDetail(),
    agents: [] as Agent[],
    hosted: [] as HostedAgent[],
    /** How the score of every agent came to be. */
    history: [] as (Agent['reputation'] & { at: number; task: number })[],
    /** Content by its CID, as text. */
    content: (_signal?: AbortSignal): Promise<string> => Promise.resolve('We agreed.'),
    /** Ends a run that checks a receipt. */
    rerun: (_signal?: AbortSignal): Promise<void> => Promise.resolve(),
    prices: {
      ...{ asked: null, paid: null, unmatched: null },
      competed: { tasks: 0, cheapest: 0 },
    } as z.infer<typeof Prices>,
    templates: {} as Record<string, TaskDraft>,
    /** Tasks that are being written, by the task they began with. */
    drafts: {} as Record<string, TaskDraft | null>,
    contacts: [] as Contact[],
    transactions: [transaction()],
    preview: preview(),
    /** Every action that the page asked to be shown. */
    previewed: [] as Action[],
    passphrase: 'correct horse',
    /** What an unlock is refused with instead. */
    unlockError: null as Error | null,
    /** What a file that is imported has besides. */
    leftOut: [] as { name: string; why: string; said: Said }[],
    /** Answers a call to another network; a test replaces it with one that takes its time. */
    reach: (_signal?: AbortSignal): Promise<void> => Promise.resolve(),
  }
  type State = typeof state
  const listeners = new Set<(change: Change) => void>()
  const changed = (change: Change) => listeners.forEach((listener) => listener(change))
  const os = implement(contract)

  const find = (address: string) => {
    const account = state.accounts.find((each) => each.address === address)
    if (!account)
      throw new ORPCError('NOT_FOUND', {
        message: 'This wallet has no such account.',
        data: {
          said: UNNAMED,
          consequence: 'Nothing was changed.',
          remedy: 'Pick an account from the list.',
        },
      })
    return account
  }
  const unlock = (address: string, passphrase: string) => {
    if (state.unlockError) throw state.unlockError
    if (passphrase !== state.passphrase)
      throw new ORPCError('WRONG_PASSPHRASE', {
        message: 'This passphrase does not open the key.',
        data: { said: UNNAMED, consequence: 'Nothing was signed.', remedy: 'Try again.' },
      })
    return Object.assign(find(address), { unlocked: true, unlockedUntil: Date.now() + 900_000 })
  }
  const page = <T>(items: T[]) => ({ items, next: null })

  const procedures: Record<string, AnyProcedure> = {
    'system.status': os.system.status.handler(() => state.system),
    'system.log': os.system.log.handler(() => [{ at: Date.now(), level: 'info', text: 'ready' }]),
    'system.changes': os.system.changes.handler(async function* ({ signal }) {
      const queue: Change[] = [{ topic: 'system' }]
      let wake = () => {}
      const listener = (change: Change) => (queue.push(change), wake())
      listeners.add(listener)
      signal?.addEventListener('abort', () => wake())
      try {
        while (!signal?.aborted) {
          for (let next = queue.shift(); next; next = queue.shift()) yield next
          await new Promise<void>((resolve) => (wake = resolve))
        }
      } finally {
        listeners.delete(listener)
      }
    }),
    'chain.status': os.chain.status.handler(() => state.chain),
    'chain.parameters': os.chain.parameters.handler(() => rules()),
    'chain.reconnect': os.chain.reconnect.handler(() => state.chain),
    'chain.switchNetwork': os.chain.switchNetwork.handler(async ({ input, signal }) => {
      await state.reach(signal)
      return Object.assign(state.chain, { network: input })
    }),
    'contacts.list': os.contacts.list.handler(() => state.contacts),
    'contacts.put': os.contacts.put.handler(({ input }) => {
      const contact = { ...input, createdAt: Date.now() }
      state.contacts = [...state.contacts.filter(({ address }) => address !== input.address), contact]
      changed({ topic: 'contacts' })
      return contact
    }),
    'contacts.remove': os.contacts.remove.handler(({ input }) => {
      state.contacts = state.contacts.filter(({ address }) => address !== input.address)
      changed({ topic: 'contacts' })
      return {}
    }),
    'settings.get': os.settings.get.handler(() => state.settings),
    'settings.set': os.settings.set.handler(({ input }) => Object.assign(state.settings, input)),
    'wallet.list': os.wallet.list.handler(() => state.accounts),
    'wallet.create': os.wallet.create.handler(({ input }) => {
      const [template] = accounts()
      const account = {
        ...template,
        ...template,
        name: input.name,
        backedUp: false,
        unlocked: true,
        free: '0',
        total: '0',
      }
      state.accounts = [account]
      return { account, mnemonic: 'bottom drive obey lake curtain smoke basket hold race lonely fit walk' }
    }),
    'wallet.confirmBackup': os.wallet.confirmBackup.handler(({ input }) =>
      Object.assign(find(input.address), { backedUp: true }),
    ),
    'wallet.setActive': os.wallet.setActive.handler(({ input }) => {
      for (const account of state.accounts) account.active = account.address === input.address
      return find(input.address)
    }),
    'wallet.unlock': os.wallet.unlock.handler(({ input }) => unlock(input.address, input.passphrase)),
    'wallet.importJson': os.wallet.importJson.handler(() => ({
      ...(state.accounts[0] ?? accounts()[0]),
      leftOut: state.leftOut,
    })),
    'wallet.rename': os.wallet.rename.handler(({ input }) =>
      Object.assign(find(input.address), { name: input.name }),
    ),
    'wallet.renewMachineKey': os.wallet.renewMachineKey.handler(() => {
      state.system.notices = []
      changed({ topic: 'system' })
      return {}
    }),
    'system.trustData': os.system.trustData.handler(() => {
      state.system.notices = []
      changed({ topic: 'system' })
      return {}
    }),
    'wallet.ledger': os.wallet.ledger.handler(({ input }) => ledgerOf(input.address)),
    'faucet.status': os.faucet.status.handler(() => ({
      enabled: true,
      reason: null,
      amount: '1000000000000000',
      pot: '900000000000000000',
      nextAt: null,
    })),
    'faucet.claim': os.faucet.claim.handler(({ input }) => {
      Object.assign(find(input.address), { free: '1000000000000000', total: '1000000000000000' })
      changed({ topic: 'balances' })
      return state.transactions[0] ?? transaction()
    }),
    'tx.preview': os.tx.preview.handler(({ input }) => {
      state.previewed.push(input.action)
      return state.preview
    }),
    'tx.submit': os.tx.submit.handler(({ input }) => {
      const tx = {
        ...transaction(),
        id: `tx-${state.transactions.length}`,
        from: input.from,
        status: 'broadcast' as const,
      }
      state.transactions.unshift(tx)
      return tx
    }),
    'tx.get': os.tx.get.handler(
      ({ input }) => state.transactions.find(({ id }) => id === input.id) ?? transaction(),
    ),
    'tx.list': os.tx.list.handler(() => page(state.transactions)),
    'agents.list': os.agents.list.handler(({ input }) =>
      page(
        state.agents.filter(
          ({ title, description }) =>
            !input.text || `${title} ${description}`.toLowerCase().includes(input.text),
        ),
      ),
    ),
    'agents.get': os.agents.get.handler(({ input, errors }) => {
      const found = state.agents.find(({ did }) => did === input.did)
      if (found) return { ...found, history: state.history }
      throw errors.NOT_FOUND({
        message: 'No such agent.',
        data: { said: UNNAMED, consequence: '', remedy: '' },
      })
    }),
    'agents.packages': os.agents.packages.handler(() => packages()),
    'agents.hosted': os.agents.hosted.handler(() => state.hosted),
    'agents.stopHosting': os.agents.stopHosting.handler(({ input, errors }) => {
      const found = state.hosted.find(({ did }) => did === input.did)
      if (!found)
        throw errors.NOT_FOUND({
          message: 'No such agent.',
          data: { said: UNNAMED, consequence: '', remedy: '' },
        })
      return Object.assign(found, { enabled: false, state: 'stopped' as const })
    }),
    'agents.earnings': os.agents.earnings.handler(() => [
      { day: Date.now() - 86_400_000, earned: '0' },
      { day: Date.now(), earned: '4900000000000' },
    ]),
    'agents.runs': os.agents.runs.handler(() => runs()),
    'agents.decisions': os.agents.decisions.handler(() => page([])),
    'agents.log': os.agents.log.handler(() => [
      { at: Date.now(), level: 'info', source: 'host', text: 'ready' },
    ]),
    'tasks.list': os.tasks.list.handler(({ input }) =>
      page(
        state.tasks.filter(
          (each) =>
            (!input.state || input.state.includes(each.state)) &&
            (!input.mine || each.mine) &&
            (!input.worked || each.hosted) &&
            (!input.text || `#${each.id} ${each.title}`.toLowerCase().includes(input.text.toLowerCase())),
        ),
      ),
    ),
    'tasks.get': os.tasks.get.handler(() => state.detail),
    'tasks.verify': os.tasks.verify.handler(async ({ signal }) => {
      await state.rerun(signal)
      return { verdict: 'same' as const, reasons: [], fuel: '8882', outputHash: null }
    }),
    'content.get': os.content.get.handler(async ({ input, signal }) => {
      const text = await state.content(signal)
      const hash = `0x${'ab'.repeat(32)}`
      return {
        cid: input.cid,
        size: text.length,
        mediaType: 'text/plain',
        name: null,
        hash,
        base64: btoa(text),
      }
    }),
    'tasks.underWay': os.tasks.underWay.handler(() => {
      const open = state.tasks.filter(({ outcome }) => outcome === null)
      return {
        posted: open.filter(({ mine }) => mine).length,
        worked: open.filter(({ hosted }) => hosted).length,
      }
    }),
    'settlement.totals': os.settlement.totals.handler(({ input }) => totalsOf(input.address)),
    'settlement.escrows': os.settlement.escrows.handler(() => page([])),
    'settlement.movements': os.settlement.movements.handler(({ input }) =>
      page(
        movements().filter(
          ({ kind, from, to }) =>
            (!input.kind || input.kind.includes(kind)) &&
            (!input.address || [from, to].includes(input.address)),
        ),
      ),
    ),
    'tasks.capabilities': os.tasks.capabilities.handler(() => [
      { capability: 'summarize', agents: 1, lowestPrice: '5000000000000' },
    ]),
    'tasks.outlook': os.tasks.outlook.handler(() => ({ prices: state.prices, candidates: [] })),
    'tasks.draft': os.tasks.draft.handler(({ input: { task = 'new', template } }) => ({
      draft: (template === undefined ? state.drafts[task] : state.templates[template]) ?? null,
    })),
    'tasks.templates': os.tasks.templates.handler(() =>
      Object.entries(state.templates).map(([name, { capability }]) => ({ name, capability, updatedAt: 0 })),
    ),
    'tasks.keepTemplate': os.tasks.keepTemplate.handler(({ input: { name, draft } }) => {
      state.templates[name] = draft
      return {}
    }),
    'tasks.dropTemplate': os.tasks.dropTemplate.handler(({ input: { name } }) => {
      delete state.templates[name]
      return {}
    }),
    'tasks.keepDraft': os.tasks.keepDraft.handler(({ input: { origin, draft } }) => {
      state.drafts[origin.task ?? 'new'] = draft
      return {}
    }),
    'content.add': os.content.add.handler(({ input }) => ({
      cid: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
      size: input.base64.length,
      mediaType: input.mediaType,
      name: input.name,
      hash: `0x${'ab'.repeat(32)}`,
    })),
    'tasks.createInput': os.tasks.createInput.handler(() => ({
      cid: 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
      size: 200,
    })),
  }

  const asked: string[] = []
  const link: Link = {
    call: async (path, input, { signal }) => {
      const procedure = procedures[path.join('.')]
      asked.push(path.join('.'))
      if (!procedure) throw new Error(`the test core has no procedure ${path.join('.')}`)
      return createProcedureClient(procedure)(input, { ...(signal && { signal }) })
    },
  }
  return {
    link,
    state,
    /** Names of the procedures that were called, in order. */
    asked,
    /** Changes the state as the core would and tells the page. */
    change: (change: Change, edit: (state: State) => void) => {
      edit(state)
      changed(change)
    },
  }
}
