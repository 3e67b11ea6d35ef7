import { Anchor, Box } from '@mantine/core'
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  type ErrorComponentProps,
  type RouterHistory,
} from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Address, Capability, Name, TaskId } from '../contract/common.ts'
import { AgentStatus } from '../contract/agents.ts'
import { HistoryKind, MovementKind } from '../contract/money.ts'
import { TaskState } from '../contract/tasks.ts'
import { standings } from './features/agents/attention.ts'
import { steps } from './features/tasks/wizard/steps.ts'
import { HomePage } from './features/home/home-page.tsx'
import { Shell } from './shell/shell.tsx'
import { EmptyState } from './ui/empty-state.tsx'
import { ErrorPanel } from './ui/error-panel.tsx'
import { Loading, RowsSkeleton } from './ui/loading.tsx'
import { Page } from './ui/page.tsx'

const NotFound = () => {
  const { t } = useTranslation('shell')
  return (
    <EmptyState
      action={
        <Anchor component={Link} to="/">
          {t('goHome')}
        </Anchor>
      }
    >
      {t('notFound')}
    </EmptyState>
  )
}

const PageFault = ({ error, reset }: ErrorComponentProps) => (
  <Page title="Ainur" width="narrow">
    <ErrorPanel error={error} retry={reset} />
  </Page>
)

/** While a view's code is on its way. */
const Pending = () => (
  <Box p="lg">
    <Loading>
      <RowsSkeleton />
    </Loading>
  </Box>
)

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })
const getParentRoute = () => root

const home = createRoute({ getParentRoute, path: '/', component: HomePage })
const welcome = createRoute({
  getParentRoute,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./features/first-run/first-run-page.tsx'), 'FirstRunPage'),
})

/** `?do=` opens one of the wallet's dialogs, so that a link or the palette can. */
const walletSearch = z.object({
  do: z
    .enum([
      ...(['create', 'import', 'watch', 'send', 'faucet', 'unlock', 'rename'] as const),
      ...(['passphrase', 'export', 'reveal', 'forget'] as const),
    ])
    .optional()
    .catch(undefined),
  /** Whom the dialog "send" begins with. */
  to: Address.optional().catch(undefined),
  /** An account's history, and what of it. */
  tab: z.literal('history').optional().catch(undefined),
  kinds: z.array(HistoryKind).optional().catch(undefined),
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
})
const wallet = createRoute({
  getParentRoute,
  path: '/wallet',
  validateSearch: walletSearch,
  component: lazyRouteComponent(() => import('./features/wallet/wallet-page.tsx'), 'WalletPage'),
})
const account = createRoute({
  getParentRoute,
  path: '/wallet/$address',
  validateSearch: walletSearch,
  component: lazyRouteComponent(() => import('./features/wallet/wallet-page.tsx'), 'WalletPage'),
})
/** What a list shows stays in the address, so that going back finds it as it was left. */
const tasksSearch = z.object({
  whose: z.enum(['mine', 'worked', 'all']).optional().catch(undefined),
  state: z
    .enum(['open', 'done', ...TaskState.options])
    .optional()
    .catch(undefined),
  text: z.string().max(200).optional().catch(undefined),
})
const tasks = createRoute({
  getParentRoute,
  path: '/tasks',
  validateSearch: tasksSearch,
  component: lazyRouteComponent(() => import('./features/tasks/tasks-page.tsx'), 'TasksPage'),
})
const postTaskSearch = z.object({
  step: z.enum(steps).optional().catch(undefined),
  /** A task that is posted again. */
  task: TaskId.optional().catch(undefined),
  template: Name.optional().catch(undefined),
})
const postTask = createRoute({
  getParentRoute,
  path: '/tasks/new',
  validateSearch: postTaskSearch,
  component: lazyRouteComponent(() => import('./features/tasks/wizard/post-task-page.tsx'), 'PostTaskPage'),
})
const task = createRoute({
  getParentRoute,
  path: '/tasks/$id',
  component: lazyRouteComponent(() => import('./features/tasks/task-page.tsx'), 'TaskPage'),
})
const agentsSearch = z.object({
  tab: z.enum(['hosted', 'catalogue', 'market']).optional().catch(undefined),
  capability: Capability.optional().catch(undefined),
  text: z.string().max(200).optional().catch(undefined),
  standing: z.enum(standings).optional().catch(undefined),
  status: AgentStatus.optional().catch(undefined),
  /** Opens the dialog that installs a package, or the one that hosts this package. */
  install: z.literal(true).optional().catch(undefined),
  host: z.string().max(128).optional().catch(undefined),
})
const agents = createRoute({
  getParentRoute,
  path: '/agents',
  validateSearch: agentsSearch,
  component: lazyRouteComponent(() => import('./features/agents/agents-page.tsx'), 'AgentsPage'),
})
const agent = createRoute({
  getParentRoute,
  path: '/agents/$did',
  component: lazyRouteComponent(() => import('./features/agents/agent-page.tsx'), 'AgentPage'),
})
const settlementSearch = z.object({
  whose: z.enum(['mine', 'all']).optional().catch(undefined),
  kinds: z.array(MovementKind).optional().catch(undefined),
})
const contacts = createRoute({
  getParentRoute,
  path: '/contacts',
  validateSearch: z.object({ text: z.string().max(200).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./features/contacts/contacts-page.tsx'), 'ContactsPage'),
})
const settlement = createRoute({
  getParentRoute,
  path: '/settlement',
  validateSearch: settlementSearch,
  component: lazyRouteComponent(() => import('./features/settlement/settlement-page.tsx'), 'SettlementPage'),
})
const network = createRoute({
  getParentRoute,
  path: '/network',
  validateSearch: z.object({ rebuild: z.literal(true).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./features/network/network-page.tsx'), 'NetworkPage'),
})
const settings = createRoute({
  getParentRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./features/settings/settings-page.tsx'), 'SettingsPage'),
})

/** Every page of the app. A feature registers its routes here, by name. */
const routeTree = root.addChildren([
  home,
  welcome,
  tasks,
  postTask,
  task,
  agents,
  agent,
  wallet,
  account,
  contacts,
  settlement,
  network,
  settings,
])

/** The router. Addresses live after the `#`, so that they work from a file, from the app's own protocol and over HTTP. */
export const createAppRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({
    routeTree,
    history,
    defaultErrorComponent: PageFault,
    defaultPendingComponent: Pending,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
