import { Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ButtonLink } from '../../ui/links.tsx'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TaskState, terminalStates, type Task } from '../../../contract/tasks.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AgentLink, TaskLink } from '../../ui/names.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'

const groups = {
  any: undefined,
  open: TaskState.options.filter((state) => !terminalStates.includes(state)),
  done: [...terminalStates],
}

/** Where is my work? Tasks with their state and money, newest first. */
export const TasksPage = () => {
  const { t } = useTranslation('tasks')
  const [mine, setMine] = useState(true)
  const [group, setGroup] = useState<keyof typeof groups>('any')
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const state = groups[group]
  const query = useInfiniteQuery(
    orpc.tasks.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(cursor && { cursor }),
        ...(mine && { mine }),
        ...(state && { state }),
        ...(text && { text }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items)
  const open = rows?.filter((task) => task.mine && !terminalStates.includes(task.state)).length ?? 0

  return (
    <Page
      title={t('title')}
      lead={open > 0 ? String(t('lead', { count: open })) : t('leadNone')}
      actions={<PostButton />}
    >
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('filter.whose')}
          value={mine ? 'mine' : 'all'}
          onChange={(value) => setMine(value === 'mine')}
          data={[
            { value: 'mine', label: t('filter.mine') },
            { value: 'all', label: t('filter.all') },
          ]}
        />
        <Select
          aria-label={t('filter.state')}
          allowDeselect={false}
          value={group}
          onChange={(value) => setGroup((value as keyof typeof groups | null) ?? 'any')}
          data={[
            { value: 'any', label: t('filter.anyState') },
            { value: 'open', label: t('filter.open') },
            { value: 'done', label: t('filter.done') },
          ]}
          w={160}
        />
        <TextInput
          aria-label={t('filter.search')}
          placeholder={t('filter.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={240}
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
              {text || group !== 'any' ? t('emptyFilter') : mine ? t('empty') : t('emptyAll')}
            </EmptyState>
          )
        }
      </QueryView>
    </Page>
  )
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
  const now = useChainNow()
  const columns: Column<Task>[] = [
    { key: 'task', title: t('column.task'), cell: (task) => <TaskLink id={task.id} title={task.title} /> },
    { key: 'state', title: t('column.state'), cell: (task) => <StateBadge state={task.state} /> },
    { key: 'price', title: t('column.price'), align: 'right', cell: (task) => <Price task={task} /> },
    {
      key: 'agent',
      title: t('column.agent'),
      cell: (task) => (task.agent ? <AgentLink did={task.agent} /> : '–'),
    },
    { key: 'bids', title: t('column.bids'), align: 'right', cell: (task) => task.bids },
    {
      key: 'deadline',
      title: t('column.deadline'),
      cell: (task) => (task.deadline ? <Time at={task.deadline} now={now} /> : '–'),
    },
    { key: 'updated', title: t('column.updated'), cell: (task) => <Time at={task.updatedAt} now={now} /> },
  ]
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={tasks}
      rowKey={(task) => task.id}
      onMore={onMore}
      loadingMore={loadingMore ?? false}
      minWidth={760}
    />
  )
}

const Price = ({ task }: { task: Task }) => {
  const { t } = useTranslation('tasks')
  if (task.price) return <Amount value={task.price} />
  return (
    <>
      {t('budgetUpTo')} <Amount value={task.budget} />
    </>
  )
}
