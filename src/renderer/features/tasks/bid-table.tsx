import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Bid, TaskDetail } from '../../../contract/tasks.ts'
import { terminalStates } from '../../../contract/tasks.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OwnedAgent } from '../../ui/names.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import classes from './tasks.module.css'

/** Parts per billion as points of 100; each half of the score counts for at most 50. */
const points = (ppb: number) => Math.round(ppb / 1e7)

/** Price, reputation and score of every bid, the winner first, with the reason in words. */
export const BidTable = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  if (task.bidList.length === 0)
    return (
      <EmptyState>
        {terminalStates.includes(task.state)
          ? t('bid.noneEver')
          : t('bid.none', { capability: task.capability })}
      </EmptyState>
    )
  const rows = [...task.bidList].sort((a, b) => (b.score ?? 0) - (a.score ?? 0) || a.at - b.at)
  const columns: Column<Bid>[] = [
    {
      key: 'agent',
      title: t('bid.agent'),
      cell: (bid) => <OwnedAgent did={bid.agent} owner={bid.owner} />,
      sort: (bid) => bid.agent,
    },
    {
      key: 'price',
      title: t('bid.price'),
      align: 'right',
      cell: (bid) => <Amount value={bid.price} />,
      sort: (bid) => BigInt(bid.price),
    },
    {
      key: 'reputation',
      title: t('bid.reputation'),
      align: 'right',
      cell: (bid) => bid.reputation ?? '–',
      sort: (bid) => bid.reputation,
    },
    { key: 'score', title: t('bid.score'), cell: (bid) => <Score bid={bid} />, sort: (bid) => bid.score },
    {
      key: 'bond',
      title: t('bid.bond'),
      align: 'right',
      cell: (bid) => <Amount value={bid.bond} />,
      sort: (bid) => BigInt(bid.bond),
    },
    {
      key: 'status',
      title: t('bid.status'),
      cell: (bid) => <Outcome bid={bid} all={rows} />,
      sort: (bid) => bid.status,
    },
  ]
  return <DataTable label={t('section.bids')} columns={columns} rows={rows} rowKey={(bid) => bid.agent} />
}

const Score = ({ bid }: { bid: Bid }) => {
  const { t } = useTranslation('tasks')
  if (bid.score === null || bid.priceScore === null || bid.reputationScore === null) return <>–</>
  const price = points(bid.priceScore / 2)
  const reputation = points(bid.reputationScore / 2)
  const words = t('bid.scoreOf', { score: points(bid.score), price, reputation })
  return (
    <Group gap="xs" wrap="nowrap" title={words}>
      <span className={classes.score} role="img" aria-label={words}>
        <span className={classes.scorePrice} style={{ width: `${price}%` }} />
        <span className={classes.scoreReputation} style={{ width: `${reputation}%` }} />
      </span>
      <Text size="sm">{points(bid.score)}</Text>
    </Group>
  )
}

const Outcome = ({ bid, all }: { bid: Bid; all: readonly Bid[] }) => {
  const { t } = useTranslation('tasks')
  const won =
    all.length === 1
      ? t('bid.wonOnly')
      : all.some((other) => other !== bid && other.score === bid.score)
        ? t('bid.wonTie')
        : t('bid.won')
  return (
    <Group gap="xs" wrap="nowrap">
      <StateBadge state={bid.status} />
      <Text size="xs" c="dimmed">
        {bid.status === 'won' ? won : t(`bid.${bid.status}`)}
      </Text>
    </Group>
  )
}
