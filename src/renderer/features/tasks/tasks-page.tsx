import { Group, SegmentedControl, Select } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ButtonLink } from '../../ui/links.tsx'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { IconPlus } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { TaskState, terminalStates, type Task } from '../../../contract/tasks.ts'
import { orpc } from '../../api.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OwnedAgent, TaskLink } from '../../ui/names.tsx'
import { Page } from '../../ui/page.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { TaskBadge } from '../../ui/state-badge.tsx'
import { ChainTime } from '../../ui/time.tsx'
import { CheckReceipt } from './check-receipt.tsx'
import { TaskPrice } from './task-price.tsx'

type Group = 'any' | 'open' | 'done' | TaskState
const groups = {
  any: undefined,
  open: TaskState.options.filter((state) => !terminalStates.includes(state)),
  done: [...terminalStates],
}
const statesOf = (group: Group) =>
  group === 'any' || group === 'open' || group === 'done' ? groups[group] : [group]

type Whose = 'mine' | 'worked' | 'all'
const whoses: Whose[] = ['mine', 'worked', 'all']
const empty = { mine: 'empty', worked: 'emptyWorked', all: 'emptyAll' } as const

const PAGE = 200

/** Where is my work? Tasks with their state and money, newest first. */
export const TasksPage = () => {
  const { t } = useTranslation('tasks')
  const { t: ui } = useTranslation()
  const { whose = 'mine', state: group = 'any', text = '' } = useSearch({ from: '/tasks' })
  const navigate = useNavigate({ from: '/tasks' })
  const show = (change: {
    whose?: Whose
    state?: Exclude<Group, 'any'> | undefined
    text?: string | undefined
  }) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const state = statesOf(group)
  const query = useInfiniteQuery(
    orpc.tasks.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: PAGE,
        ...(cursor && { cursor }),
        ...(whose === 'mine' && { mine: true }),
        ...(whose === 'worked' && { worked: true }),
        ...(state && { state }),
        ...(text && { text }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])

  return (
    <Page
      title={t('title')}
      lead={<Lead />}
      actions={
        <>
          <CheckReceipt />
          <PostButton />
        </>
      }
    >
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('filter.whose')}
          value={whose}
          onChange={(value) => show({ whose: value })}
          data={whoses.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
        <Select
          aria-label={t('filter.state')}
          allowDeselect={false}
          value={group}
          onChange={(value) => show({ state: value === 'any' ? undefined : (value ?? undefined) })}
          data={[
            { value: 'any', label: t('filter.anyState') },
            { value: 'open', label: t('filter.open') },
            { value: 'done', label: t('filter.done') },
            ...TaskState.options.map((value) => ({
              value,
              label: ui(`state.${value === 'finalized' ? 'done' : value}`),
            })),
          ]}
          w={160}
        />
        <SearchInput
          label={t('filter.search')}
          value={text}
          onChange={(next) => show({ text: next || undefined })}
        />
      </Group>
      <QueryView query={{ ...query, data: rows }}>
        {(tasks) =>
          tasks.length > 0 ? (
            <TaskTable
              tasks={tasks}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
            />
          ) : (
            <EmptyState action={<PostButton />}>
              {text || group !== 'any' ? t('emptyFilter') : t(empty[whose])}
            </EmptyState>
          )
        }
      </QueryView>
    </Page>
  )
}

/** What is under way, whatever the filter shows. */
const Lead = () => {
  const { t } = useTranslation('tasks')
  const count = useQuery(orpc.tasks.underWay.queryOptions()).data
  if (!count) return <>&nbsp;</>
  const posted = count.posted > 0 ? t('lead.mine', { count: count.posted }) : t('lead.mineNone')
  return <>{count.worked > 0 ? `${posted}; ${t('lead.worked', { count: count.worked })}` : posted}</>
}

const PostButton = () => {
  const { t } = useTranslation('tasks')
  return (
    <ButtonLink to="/tasks/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('post')}
    </ButtonLink>
  )
}

type TableProps = { tasks: Task[]; onMore?: (() => void) | undefined; loadingMore?: boolean }
/** Tasks as rows: what, state, money, who, when. */
export const TaskTable = ({ tasks, onMore, loadingMore }: TableProps) => {
  const { t } = useTranslation('tasks')
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={tasks}
      rowKey={(task) => task.id}
      onMore={onMore}
      loadingMore={loadingMore ?? false}
      minWidth={980}
      fixed
    />
  )
}

const columnsOf = (t: TFunction<'tasks'>): Column<Task>[] => [
  {
    key: 'task',
    title: t('column.task'),
    cell: (task) => <TaskLink id={task.id} title={task.title} />,
    sort: ({ id }) => id,
  },
  {
    key: 'state',
    title: t('column.state'),
    width: 124,
    cell: (task) => <TaskBadge task={task} />,
    sort: ({ state }) => TaskState.options.indexOf(state),
  },
  {
    key: 'price',
    title: t('column.price'),
    align: 'right',
    width: 130,
    cell: (task) => <TaskPrice task={task} />,
    sort: ({ price, budget }) => BigInt(price ?? budget),
  },
  {
    key: 'agent',
    title: t('column.agent'),
    width: 180,
    cell: ({ agent, agentOwner }) =>
      agent && agentOwner ? <OwnedAgent did={agent} owner={agentOwner} /> : '–',
    sort: ({ agent }) => agent,
  },
  {
    key: 'bids',
    title: t('column.bids'),
    align: 'right',
    width: 84,
    cell: (task) => task.bids,
    sort: ({ bids }) => bids,
  },
  {
    key: 'deadline',
    title: t('column.deadline'),
    width: 124,
    cell: ({ deadline }) => (deadline === null ? '–' : <ChainTime at={deadline} />),
    sort: ({ deadline }) => deadline,
  },
  {
    key: 'updated',
    title: t('column.updated'),
    width: 128,
    cell: ({ updatedAt }) => <ChainTime at={updatedAt} />,
    sort: ({ updatedAt }) => updatedAt,
  },
]
