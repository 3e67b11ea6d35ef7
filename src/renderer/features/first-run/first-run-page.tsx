import { Button, Group, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { RowsSkeleton } from '../../ui/loading.tsx'
import { AccountName, AgentLink } from '../../ui/names.tsx'
import { Page } from '../../ui/page.tsx'
import { FaucetClaim } from '../faucet/faucet-panel.tsx'
import { AccountStep } from './account-step.tsx'
import { AgentStep } from './agent-step.tsx'
import { StepCard } from './step-card.tsx'
import { TaskLive, TaskStep } from './task-step.tsx'
import { useProgress, type Progress } from './use-progress.ts'
import { useMutation } from '../../ui/use-mutation.ts'
import { formatAinu } from '../../ui/figures.ts'

const order = ['account', 'coins', 'agent', 'task'] as const
type Name = (typeof order)[number]

/** Four steps on one page, each leaving something real behind. What is done is read from what exists, not remembered. */
export const FirstRunPage = () => {
  const { t } = useTranslation('firstRun')
  const navigate = useNavigate()
  const { progress, error, retry } = useProgress()
  const leave = useMutation({
    ...orpc.settings.set.mutationOptions(),
    onSuccess: () => navigate({ to: '/' }),
  })
  const finished = progress?.count === order.length
  const ended = progress?.task?.outcome === 'paid'
  const words = !finished
    ? t('progress', { done: progress?.count ?? 0 })
    : ended
      ? t('finished')
      : t('allDone')
  return (
    <Page title={t('title')} lead={t('lead')} width="narrow">
      {error && <ErrorPanel error={error} retry={retry} />}
      {progress && <Steps progress={progress} />}
      {!progress && !error && <RowsSkeleton rows={4} height={56} />}
      <Group justify="space-between" wrap="nowrap">
        <Text c="dimmed">{words}</Text>
        <Button
          flex="none"
          variant={finished ? 'filled' : 'default'}
          loading={leave.isPending}
          onClick={() => leave.mutate({ firstRun: { dismissed: true } })}
        >
          {finished ? t('finish') : t('leave')}
        </Button>
      </Group>
    </Page>
  )
}

const Steps = ({ progress }: { progress: Progress }) => {
  const { t } = useTranslation('firstRun')
  const [skipped, setSkipped] = useState<ReadonlySet<Name>>(new Set())
  const [created, setCreated] = useState<{ account: Account; mnemonic: string } | null>(null)
  const { account, agent, task } = progress
  // The account exists before its phrase was shown: the step is only over when the phrase was dealt with.
  const done = { ...progress.done, account: progress.done.account && created === null }
  const current = order.find((name) => !done[name] && !skipped.has(name))

  const card = (name: Name) => ({
    number: order.indexOf(name) + 1,
    title: t(`${name}.title`),
    state: done[name]
      ? ('done' as const)
      : name === current
        ? ('current' as const)
        : skipped.has(name)
          ? ('skipped' as const)
          : ('waiting' as const),
    onSkip: () => setSkipped(new Set([...skipped, name])),
    onUnskip: () => setSkipped(new Set([...skipped].filter((each) => each !== name))),
  })
  const needsFunds = <Text c="dimmed">{t('agent.needsFunds')}</Text>
  return (
    <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
      <StepCard {...card('account')} result={account && <AccountName address={account.address} />}>
        <AccountStep created={created} onCreated={setCreated} onDone={() => setCreated(null)} />
      </StepCard>
      <StepCard
        {...card('coins')}
        result={account?.free && <Text size="sm">{t('coins.has', { free: formatAinu(account.free) })}</Text>}
      >
        <Text>{t('coins.why')}</Text>
        {account && <FaucetClaim address={account.address} />}
      </StepCard>
      <StepCard {...card('agent')} result={agent && <AgentLink did={agent.did} title={agent.title} />}>
        {account && done.coins ? <AgentStep account={account} /> : needsFunds}
      </StepCard>
      <StepCard {...card('task')} result={task && <TaskLive task={task} />}>
        {account && done.coins ? <TaskStep account={account} /> : needsFunds}
      </StepCard>
    </Stack>
  )
}
