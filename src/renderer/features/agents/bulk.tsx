import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HostedAgent } from '../../../contract/agents.ts'
import { client } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { useMutation } from '../../ui/use-mutation.ts'

/** Every one is tried; the first that fails gives its reason. */
const each = async (dids: string[], work: (input: { did: string }) => Promise<unknown>) => {
  const ends = await Promise.allSettled(dids.map((did) => work({ did })))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Starts and stops the agents that are ticked. */
export const Bulk = ({ agents }: { agents: readonly HostedAgent[] }) => {
  const { t } = useTranslation('agents')
  const start = useMutation({ mutationFn: (dids: string[]) => each(dids, client.agents.startHosting) })
  const stop = useMutation({ mutationFn: (dids: string[]) => each(dids, client.agents.stopHosting) })
  const didsOf = (enabled: boolean) =>
    agents.filter((agent) => agent.enabled === enabled).map(({ did }) => did)
  const [on, off] = [didsOf(true), didsOf(false)]
  const error = start.error ?? stop.error
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          disabled={off.length === 0}
          loading={start.isPending}
          onClick={() => start.mutate(off)}
        >
          {t('bulk.start', { amount: off.length })}
        </Button>
        <Button
          variant="default"
          disabled={on.length === 0}
          loading={stop.isPending}
          onClick={() => stop.mutate(on)}
        >
          {t('bulk.stop', { amount: on.length })}
        </Button>
      </Group>
      {error && <ErrorPanel error={error} />}
    </>
  )
}
