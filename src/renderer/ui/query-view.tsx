import { Button, Group, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from './error-panel.tsx'
import { Loading, RowsSkeleton } from './loading.tsx'

type Props<T> = {
  /** Of `useQuery` or `useInfiniteQuery`. */
  query: {
    data: T | undefined
    error: Error | null
    fetchStatus: 'fetching' | 'paused' | 'idle'
    refetch: () => unknown
  }
  /** Shown while nothing is there yet; default: a list's skeleton. */
  skeleton?: React.ReactNode
  /** What is going on, for waits over half a second. */
  what?: string
  children: (data: T) => React.ReactNode
}

/**
 * A query's data when it is there, else its skeleton or its error. Data once shown stays while it is fetched again.
 * A wait that gets long can be stopped: whatever the view still waits for is aborted then, and can be asked for again.
 */
export const QueryView = <T,>({ query, skeleton, what, children }: Props<T>) => {
  const { t } = useTranslation()
  const queries = useQueryClient()
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />
  if (query.fetchStatus === 'idle')
    return (
      <Group gap="sm" role="status">
        <Text c="dimmed">{t('stopped')}</Text>
        <Button size="xs" variant="default" onClick={() => void query.refetch()}>
          {t('retry')}
        </Button>
      </Group>
    )
  const stop = () =>
    void queries.cancelQueries({ type: 'active', predicate: ({ state }) => state.data === undefined })
  return (
    <Loading onStop={stop} {...(what && { what })}>
      {skeleton ?? <RowsSkeleton />}
    </Loading>
  )
}
