import { Button, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const useElapsed = (ms: number) => {
  const [elapsed, setElapsed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setElapsed(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return elapsed
}

type WaitingProps = {
  /** What is going on, said after half a second. */
  what?: string | undefined
  /** Offered after five seconds. */
  onStop?: (() => void) | undefined
}

/** Beside what was started: after 0.5 s what is going on, after 5 s a way to stop. Takes its room from the start. */
export const Waiting = ({ what, onStop }: WaitingProps) => {
  const { t } = useTranslation()
  const slow = useElapsed(500)
  const verySlow = useElapsed(5_000)
  return (
    <Group gap="xs" mih={30} role="status">
      {slow && (
        <Text size="sm" c="dimmed">
          {what ?? t('loading')}
        </Text>
      )}
      {verySlow && onStop && (
        <Button size="xs" variant="default" onClick={onStop}>
          {t('stop')}
        </Button>
      )}
    </Group>
  )
}

type Props = WaitingProps & {
  /** Skeletons in the shape of what comes. */
  children: React.ReactNode
}

/** A wait for what is shown here: the shape of what comes at once, then words, then a way to stop. */
export const Loading = ({ children, ...waiting }: Props) => (
  <Stack gap="xs" aria-busy>
    {children}
    <Waiting {...waiting} />
  </Stack>
)

/** Skeleton of a table or list. */
export const RowsSkeleton = ({ rows = 5, height = 36 }: { rows?: number; height?: number }) => (
  <Stack gap="xs">
    {Array.from({ length: rows }, (_, row) => (
      <Skeleton key={row} height={height} />
    ))}
  </Stack>
)

/** Skeleton of a paragraph. */
export const TextSkeleton = ({ lines = 3 }: { lines?: number }) => (
  <Stack gap={6}>
    {Array.from({ length: lines }, (_, line) => (
      <Skeleton key={line} height={14} width={line === lines - 1 ? '60%' : '100%'} />
    ))}
  </Stack>
)
