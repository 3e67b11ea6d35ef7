import { ErrorPanel } from './error-panel.tsx'
import { Loading, RowsSkeleton } from './loading.tsx'

type Props<T> = {
  /** Of `useQuery` or `useInfiniteQuery`. */
  query: { data: T | undefined; error: Error | null; refetch: () => unknown }
  /** Shown while nothing is there yet; default: a list's skeleton. */
  skeleton?: React.ReactNode
  /** What is going on, for waits over half a second. */
  what?: string
  children: (data: T) => React.ReactNode
}

/** A query's data when it is there, else its skeleton or its error. Data once shown stays while it is fetched again. */
export const QueryView = <T,>({ query, skeleton, what, children }: Props<T>) => {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <ErrorPanel error={query.error} retry={() => void query.refetch()} />
  return <Loading {...(what && { what })}>{skeleton ?? <RowsSkeleton />}</Loading>
}
