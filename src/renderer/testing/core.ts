import { implement, type AnyProcedure } from '@orpc/server'
import type { Contact } from '../../contract/contacts.ts'
import { folded } from '../../contract/seen.ts'
import type { Action } from '../../contract/actions.ts'
import type { Agent, HostedAgent } from '../../contract/agents.ts'
import type { Notification } from '../../contract/notifications.ts'
import type { ContentInfo } from '../../contract/content.ts'
import type { Account } from '../../contract/wallet.ts'
import { contract } from '../../contract/index.ts'
import { logLines, runs } from './agents.ts'
import { createChanges } from './changes.ts'
import { linkTo } from './link.ts'
import { page } from './paging.ts'
import { refusal } from './refusal.ts'
import type { TaskDraft } from '../../contract/task-drafts.ts'
import { terminalStates, type AskedInput, type Candidate } from '../../contract/tasks.ts'
import type { z } from 'zod'
import type { Change } from '../../contract/system.ts'
import {
  accounts,
  chain,
  history,
  ledgerOf,
  noPrices,
  movements,
  totalsOf,
  offers,
  packages,
  preview,
  rules,
  settings,
  system,
  task,
  taskDetail,
  transaction,
  verification,
  cid,
  UNNAMED,
} from './samples.ts'
import type { Said } from '../../contract/words/said.ts'

const newcomer = '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y'
const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const contentHash = `0x${'ab'.repeat(32)}`
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
    /** What such a run finds. */
    verification: verification(),
    prices: noPrices(),
    ledger: ledgerOf,
    candidates: [] as Candidate[],
    offers: offers(),
    outlooks: [] as { input: z.infer<typeof AskedInput> | null }[],
    templates: {} as Record<string, TaskDraft>,
    /** Tasks that are being written, by the task they began with. */
    drafts: {} as Record<string, TaskDraft | null>,
    contacts: [] as Contact[],
    notifications: [] as Notification[],
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
  const { changed, subscribe } = createChanges()
  const os = implement(contract)

  const find = (address: string) => {
    const account = state.accounts.find((each) => each.address === address)
    if (!account) throw refusal('NOT_FOUND', 'wallet.unknown')
    return account
  }
  const edit = (address: string, change: Partial<Account>) => {
    const account = Object.assign(find(address), change)
    changed({ topic: 'accounts' })
    return account
  }
  const unlock = (address: string, passphrase: string, minutes: number) => {
    find(address)
    if (state.unlockError) throw state.unlockError
    if (passphrase !== state.passphrase) throw refusal('WRONG_PASSPHRASE', 'wallet.wrong-passphrase')
    const unlockedUntil = minutes === 0 ? null : Date.now() + minutes * 60_000
    return edit(address, { unlocked: true, unlockedUntil })
  }
  const hostedBy = (did: string) => {
    const found = state.hosted.find((each) => each.did === did)
    if (!found) throw refusal('NOT_FOUND', 'agents.unknown', { did })
    return found
  }
  const requireTask = (id: number) => {
    if (![state.detail, ...state.tasks].some((each) => each.id === id))
      throw refusal('NOT_FOUND', 'tasks.unknown', { task: id })
  }
  const stored = new Map<string, ContentInfo & { base64: string }>()

  const procedures: Record<string, AnyProcedure> = {
    'system.status': os.system.status.handler(() => state.system),
    'system.log': os.system.log.handler(() => [{ at: Date.now(), level: 'info', text: 'ready' }]),
    'system.changes': os.system.changes.handler(({ signal }) => subscribe(signal)),
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
      const others = state.contacts.filter(({ address }) => address !== input.address)
      state.contacts = [...others, contact].sort((a, b) => a.name.localeCompare(b.name))
      changed({ topic: 'contacts' })
      return contact
    }),
    'contacts.remove': os.contacts.remove.handler(({ input }) => {
      state.contacts = state.contacts.filter(({ address }) => address !== input.address)
      changed({ topic: 'contacts' })
      return {}
    }),
    'notifications.list': os.notifications.list.handler(() => state.notifications),
    'notifications.read': os.notifications.read.handler(({ input: { ids } }) => {
      for (const each of state.notifications) each.read ||= ids.includes(each.id)
      changed({ topic: 'notifications' })
      return {}
    }),
    'notifications.clear': os.notifications.clear.handler(({ input: { upTo } }) => {
      state.notifications = state.notifications.filter(({ id }) => id > upTo)
      changed({ topic: 'notifications' })
      return {}
    }),
    'settings.get': os.settings.get.handler(() => state.settings),
    'settings.set': os.settings.set.handler(({ input }) => {
      Object.assign(state.settings, input)
      changed({ topic: 'settings' })
      return state.settings
    }),
    'wallet.list': os.wallet.list.handler(() => state.accounts),
    'wallet.create': os.wallet.create.handler(({ input }) => {
      const account = {
        ...{ ...accounts()[0], address: newcomer, name: input.name, active: state.accounts.length === 0 },
        ...{ backedUp: false, unlocked: true, free: '0', total: '0' },
      }
      state.accounts.push(account)
      changed({ topic: 'accounts' })
      return { account, mnemonic: PHRASE }
    }),
    'wallet.revealMnemonic': os.wallet.revealMnemonic.handler(({ input: { passphrase } }) => {
      if (passphrase !== state.passphrase) throw refusal('WRONG_PASSPHRASE', 'wallet.wrong-passphrase')
      return { mnemonic: PHRASE }
    }),
    'wallet.confirmBackup': os.wallet.confirmBackup.handler(({ input }) =>
      edit(input.address, { backedUp: true }),
    ),
    'wallet.setActive': os.wallet.setActive.handler(({ input }) => {
      find(input.address)
      for (const account of state.accounts) account.active = false
      return edit(input.address, { active: true })
    }),
    'wallet.unlock': os.wallet.unlock.handler(({ input }) =>
      unlock(input.address, input.passphrase, input.minutes),
    ),
    'wallet.lock': os.wallet.lock.handler(({ input }) =>
      edit(input.address, { unlocked: false, unlockedUntil: null }),
    ),
    'wallet.importJson': os.wallet.importJson.handler(() => ({
      ...(state.accounts[0] ?? accounts()[0]),
      leftOut: state.leftOut,
    })),
    'wallet.rename': os.wallet.rename.handler(({ input: { address, name } }) => edit(address, { name })),
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
    'wallet.ledger': os.wallet.ledger.handler(({ input }) => state.ledger(input.address)),
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
      changed({ topic: 'transactions', id: tx.id })
      return tx
    }),
    'tx.get': os.tx.get.handler(({ input }) => {
      const found = state.transactions.find(({ id }) => id === input.id)
      if (!found) throw refusal('NOT_FOUND', 'tx.unknown')
      return found
    }),
    'tx.list': os.tx.list.handler(({ input: { address, status } }) =>
      page(
        state.transactions.filter(
          (each) => [undefined, each.from].includes(address) && [undefined, each.status].includes(status),
        ),
      ),
    ),
    'agents.list': os.agents.list.handler(({ input }) =>
      page(
        state.agents.filter(
          ({ title, description }) =>
            !input.text || folded(`${title} ${description}`).includes(folded(input.text)),
        ),
        input,
      ),
    ),
    'agents.get': os.agents.get.handler(({ input: { did } }) => {
      const found = state.agents.find((each) => each.did === did)
      if (!found) throw refusal('NOT_FOUND', 'agents.unknown', { did })
      return { ...found, history: state.history }
    }),
    'agents.packages': os.agents.packages.handler(() => packages()),
    'agents.hosted': os.agents.hosted.handler(() => state.hosted),
    'agents.startHosting': os.agents.startHosting.handler(({ input: { did } }) => {
      const started = Object.assign(hostedBy(did), { enabled: true, state: 'idle' as const })
      changed({ topic: 'hosted', id: did })
      return started
    }),
    'agents.stopHosting': os.agents.stopHosting.handler(({ input: { did } }) => {
      const stopped = Object.assign(hostedBy(did), { enabled: false, state: 'stopped' as const })
      changed({ topic: 'hosted', id: did })
      return stopped
    }),
    'agents.earnings': os.agents.earnings.handler(() => [
      { day: Date.now() - 86_400_000, earned: '0' },
      { day: Date.now(), earned: '4900000000000' },
    ]),
    'agents.runs': os.agents.runs.handler(() => runs()),
    'agents.decisions': os.agents.decisions.handler(() => page([])),
    'agents.log': os.agents.log.handler(() => logLines()),
    'tasks.list': os.tasks.list.handler(({ input }) =>
      page(
        state.tasks.filter(
          (each) =>
            (!input.state || input.state.includes(each.state)) &&
            (!input.mine || each.mine) &&
            (!input.worked || each.hosted) &&
            (!input.text || folded(`#${each.id} ${each.title}`).includes(folded(input.text))),
        ),
        input,
      ),
    ),
    'tasks.ended': os.tasks.ended.handler(({ input: { limit } }) =>
      state.tasks
        .filter(({ mine, state: one }) => mine && terminalStates.includes(one))
        .sort((one, other) => other.updatedAt - one.updatedAt)
        .slice(0, limit),
    ),
    'tasks.get': os.tasks.get.handler(({ input }) => {
      requireTask(input.task)
      return state.detail
    }),
    'tasks.verify': os.tasks.verify.handler(async ({ input, signal }) => {
      requireTask(input.task)
      await state.rerun(signal)
      return state.verification
    }),
    'content.get': os.content.get.handler(async ({ input, signal }) => {
      const added = stored.get(input.cid)
      if (added) return added
      if (input.cid !== cid) throw refusal('NOT_FOUND', 'content.missing')
      const text = await state.content(signal)
      const info = { cid, size: text.length, mediaType: 'text/plain', name: null, hash: contentHash }
      return { ...info, base64: btoa(text) }
    }),
    'tasks.checkReceipt': os.tasks.checkReceipt.handler(({ input: { receipt } }) =>
      JSON.stringify(receipt) === JSON.stringify(state.detail.receipt?.receipt)
        ? { task: state.detail.id, reasons: [] }
        : {
            task: null,
            reasons: [{ code: 'receipt-invalid', message: 'It does not fit.', detail: {}, said: UNNAMED }],
          },
    ),
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
    'settlement.history': os.settlement.history.handler(({ input }) =>
      page(
        history(input.address).filter(
          ({ kind, at }) =>
            (!input.kind || input.kind.includes(kind)) &&
            at >= (input.since ?? 0) &&
            at <= (input.until ?? Infinity),
        ),
      ),
    ),
    'tasks.capabilities': os.tasks.capabilities.handler(() => [
      { capability: 'summarize', agents: 1, lowestPrice: '5000000000000' },
    ]),
    'tasks.offers': os.tasks.offers.handler(() => state.offers),
    'tasks.outlook': os.tasks.outlook.handler(({ input }) => {
      state.outlooks.push(input)
      return { prices: state.prices, candidates: state.candidates }
    }),
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
    'content.add': os.content.add.handler(({ input: { base64, mediaType, name } }) => {
      const added = {
        cid: `${cid}${'a'.repeat(stored.size + 1)}`,
        size: atob(base64).length,
        mediaType,
        name,
      }
      stored.set(added.cid, { ...added, hash: contentHash, base64 })
      return { ...added, hash: contentHash }
    }),
    'tasks.createInput': os.tasks.createInput.handler(() => ({
      cid,
      size: 200,
    })),
  }

  const { link, asked } = linkTo(procedures)
  return {
    link,
    state,
    asked,
    /** Changes the state as the core would and tells the page. */
    change: (change: Change, edit: (state: State) => void) => {
      edit(state)
      changed(change)
    },
  }
}
