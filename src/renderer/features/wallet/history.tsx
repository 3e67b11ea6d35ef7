import { Button, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { HistoryKind } from '../../../contract/money.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { save } from '../../ui/files.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { useAccounts } from '../../ui/use-accounts.ts'
import { useContacts } from '../../ui/use-contacts.ts'
import { useStoppable } from '../../ui/use-stoppable.ts'
import { historyCsv, wholeHistory } from './history-csv.ts'
import { filterOf, type HistoryFilter, type HistorySearch } from './history-filter.ts'
import { HistoryTable } from './history-table.tsx'

type Props = { account: Pick<Account, 'address'>; receive: React.ReactNode }

/** Everything that came into an account and went out of it, from finalized blocks; what is shown stands in the address. */
export const History = ({ account: { address }, receive }: Props) => {
  const { t } = useTranslation('wallet')
  const { kinds = [], from, until }: HistorySearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const show = (change: HistorySearch) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...change }), replace: true })
  const filter = filterOf(address, { kinds, from, until })
  const filtered = kinds.length > 0 || from !== undefined || until !== undefined
  const query = useInfiniteQuery(
    orpc.settlement.history.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, limit: 100, ...(cursor && { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  )
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('history.why')}
      </Text>
      <Group gap="sm" align="flex-end">
        <MultiSelect
          label={t('history.kinds')}
          placeholder={kinds.length === 0 ? t('history.anyKind') : ''}
          data={HistoryKind.options.map((kind) => ({ value: kind, label: t(`history.kind.${kind}`) }))}
          value={kinds}
          onChange={(next) => show({ kinds: next.length > 0 ? (next as HistoryKind[]) : undefined })}
          clearable
          searchable
          flex="1 1 220px"
        />
        <Day label={t('history.from')} value={from} onChange={(day) => show({ from: day })} />
        <Day label={t('history.until')} value={until} onChange={(day) => show({ until: day })} />
        <Export filter={filter} />
      </Group>
      <QueryView query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items)
          if (rows.length > 0)
            return (
              <HistoryTable
                rows={rows}
                onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
                loadingMore={query.isFetchingNextPage}
              />
            )
          if (filtered) return <EmptyState>{t('history.emptyFilter')}</EmptyState>
          return <EmptyState action={receive}>{t('history.empty')}</EmptyState>
        }}
      </QueryView>
    </Stack>
  )
}

type DayProps = {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}
const Day = ({ label, value = '', onChange }: DayProps) => (
  <TextInput
    type="date"
    label={label}
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
  />
)

/** Saves all that the filter finds, however much of it the page has fetched. */
const Export = ({ filter }: { filter: HistoryFilter }) => {
  const { t } = useTranslation('wallet')
  const own = useAccounts() ?? []
  const contacts = useContacts() ?? []
  const nameOf = (address: string) => [...own, ...contacts].find((named) => named.address === address)?.name
  const fetched = useStoppable(wholeHistory, (entries) =>
    save(historyCsv(entries, nameOf), 'text/csv;charset=utf-8', `ainur-history-${filter.address}.csv`),
  )
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
        loading={fetched.isPending}
        onClick={() => fetched.mutate(filter)}
      >
        {t('history.export')}
      </Button>
      {fetched.error && <ErrorPanel error={fetched.error} retry={() => fetched.mutate(filter)} />}
    </>
  )
}
