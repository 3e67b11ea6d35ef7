import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ManifestCapability, ManifestExample } from '../../../contract/manifest.ts'
import { terminalStates, type Task } from '../../../contract/tasks.ts'
import type { Account } from '../../../contract/wallet.ts'
import { client, orpc } from '../../api.ts'
import { duration } from '../../ui/durations.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { PlainText } from '../../ui/plain-text.tsx'
import { TextSkeleton } from '../../ui/loading.tsx'
import { QuickSign } from '../../ui/quick-sign.tsx'
import { TaskBadge } from '../../ui/state-badge.tsx'
import { toBase64 } from '../../ui/base64.ts'
import { quickWindows } from '../tasks/windows.ts'
import { budgetFor, choosePackage } from './choose.ts'
import { formatAinu } from '../../ui/figures.ts'

type Chosen = { capability: ManifestCapability; example: ManifestExample }

/** Stores the example's bytes and the document that says how to treat them; answers that document's CID. */
const storeInput = async ({ example }: Chosen, signal: AbortSignal) => {
  const base64 =
    example.encoding === 'base64' ? example.input : toBase64(new TextEncoder().encode(example.input))
  const { mediaType, parameters } = example
  const data = await client.content.add({ base64, mediaType }, { signal })
  return client.tasks.createInput({ data: data.cid, mediaType, name: null, parameters }, { signal })
}

/** Posts a task from an example that the shipped agent's manifest brings along. */
export const TaskStep = ({ account }: { account: Account }) => {
  const { t } = useTranslation('firstRun')
  const packages = useQuery(orpc.agents.packages.queryOptions())
  const rules = useQuery(orpc.chain.parameters.queryOptions())
  const capability = packages.data && choosePackage(packages.data)?.manifest.capabilities[0]
  const example = capability?.examples[0]
  const chosen = capability && example && { capability, example }
  const input = useQuery({
    queryKey: ['first-run', 'input', capability?.name, example?.title],
    queryFn: ({ signal }) => (chosen ? storeInput(chosen, signal) : null),
    enabled: chosen !== undefined,
  })
  const error = packages.error ?? rules.error ?? input.error
  if (error) return <ErrorPanel error={error} />
  if (packages.data && !chosen) return <Text>{t('agent.none')}</Text>
  if (!chosen || !rules.data || !input.data) return <TextSkeleton lines={4} />
  const windows = quickWindows(rules.data)
  return (
    <Stack gap="sm">
      <Text>{t('task.why', { title: chosen.example.title })}</Text>
      {chosen.example.encoding === 'utf8' && (
        <PlainText label={t('task.input')} text={chosen.example.input} height={140} />
      )}
      <QuickSign
        from={account.address}
        action={{
          type: 'task.post',
          title: chosen.example.title,
          capability: chosen.capability.name,
          inputCid: input.data.cid,
          budget: budgetFor(chosen.capability.price),
          trust: 'optimistic',
          ...windows,
          timeoutMs: rules.data.minTimeoutMs * 5,
        }}
        label={t('task.action')}
        cost={(amounts) =>
          t('task.cost', {
            ...amounts,
            bidding: duration(windows.biddingMs),
            window: duration(windows.disputeWindowMs),
          })
        }
      />
    </Stack>
  )
}

/** The posted task as it goes its way, in one line. */
export const TaskLive = ({ task }: { task: Task }) => {
  const { t } = useTranslation('firstRun')
  const words =
    task.outcome === 'paid'
      ? t('task.paid', { price: formatAinu(task.price ?? '0') })
      : terminalStates.includes(task.state)
        ? t('task.ended')
        : t('task.live')
  return (
    <Group gap="sm" aria-live="polite">
      <TaskBadge task={task} />
      <Text size="sm">{words}</Text>
      <Anchor component={Link} to={`/tasks/${task.id}`} size="sm">
        {t('task.follow')}
      </Anchor>
    </Group>
  )
}
