import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../../contract/tasks.ts'
import { orpc } from '../../api.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { TaskBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { TaskPrice } from '../tasks/task-price.tsx'
import classes from '../../ui/ui.module.css'

const underWay = ['created', 'bidding', 'matched', 'running', 'verifying', 'disputed'] as const

/** The user's tasks under way, and the last that ended. */
export const TasksNow = () => {
  const { t } = useTranslation('home')
  const now = useChainNow()
  const open = useQuery(
    orpc.tasks.list.queryOptions({ input: { mine: true, state: [...underWay], limit: 8 } }),
  )
  const ended = useQuery(orpc.tasks.ended.queryOptions({ input: { limit: 5 } }))
  const columns = (last: Column<Task>): Column<Task>[] => [
    {
      key: 'task',
      title: t('columns.task'),
      cell: ({ id, title }) => <TaskLink id={id} title={title} />,
      sort: ({ id }) => id,
    },
    {
      key: 'state',
      title: t('columns.state'),
      width: 100,
      cell: (task) => <TaskBadge task={task} />,
      sort: ({ state }) => state,
    },
    last,
    {
      key: 'money',
      title: t('columns.price'),
      align: 'right',
      width: 100,
      cell: (task) => <TaskPrice task={task} />,
      sort: ({ price, budget }) => BigInt(price ?? budget),
    },
  ]
  const next: Column<Task> = {
    key: 'next',
    title: t('columns.next'),
    width: 110,
    cell: ({ deadline }) => deadline !== null && <Time at={deadline} now={now} />,
    sort: ({ deadline }) => deadline,
  }
  const when: Column<Task> = {
    ...next,
    title: t('columns.ended'),
    cell: ({ updatedAt }) => <Time at={updatedAt} now={now} />,
    sort: ({ updatedAt }) => updatedAt,
  }
  return (
    <Stack gap="lg">
      <Section title={t('yourTasks')} flush>
        <QueryView query={open}>
          {({ items }) =>
            items.length > 0 ? (
              <DataTable
                label={t('yourTasks')}
                rows={items}
                rowKey={({ id }) => id}
                columns={columns(next)}
                minWidth={480}
              />
            ) : (
              <div className={classes.panel}>
                <EmptyState
                  action={
                    <Button variant="default" component={Link} to="/tasks/new">
                      {t('post')}
                    </Button>
                  }
                >
                  {t('noTasks')}
                </EmptyState>
              </div>
            )
          }
        </QueryView>
      </Section>
      {ended.data && ended.data.length > 0 && (
        <Section title={t('recent')} flush>
          <DataTable
            label={t('recent')}
            rows={ended.data}
            rowKey={({ id }) => id}
            columns={columns(when)}
            minWidth={480}
          />
        </Section>
      )}
    </Stack>
  )
}
