import { Center, Stack, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLiveState } from '../live.ts'
import { Step } from '../ui/step.tsx'
import { Mark } from './mark.tsx'
import { useLinkState, useSystem } from './use-system.ts'
import { inWords } from '../said.ts'

/** Shows the views once the core is ready; until then, what the core is doing. Once shown, views stay. */
export const StartGate = ({ children }: { children: React.ReactNode }) => {
  const system = useSystem()
  const live = useLiveState()
  const link = useLinkState()
  const queries = useQueryClient()
  const ready = system?.phase === 'ready'
  const [shown, setShown] = useState(false)
  if (ready && !shown) setShown(true)
  useEffect(() => {
    // What was asked too early was refused; now there are answers.
    if (ready) void queries.invalidateQueries()
  }, [ready, queries])
  if (link.state === 'refused') return <Refused reason={link.reason} />
  if (link.state === 'impostor') return <Impostor />
  if (!system) return <Connecting />
  // What is on the screen stays there when the core goes away: the banner says how old it is.
  if (ready || system.phase === 'stopping' || (shown && live !== 'live')) return children
  return <Starting failed={system.phase === 'failed'} steps={system.steps} />
}

const Frame = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <Center mih="70vh" p="lg">
    <Stack gap="md" w={460} maw="100%">
      <Mark size={40} />
      <Title order={1}>{title}</Title>
      {children}
    </Stack>
  </Center>
)

const Refused = ({ reason }: { reason: string | null }) => {
  const { t } = useTranslation('shell')
  return (
    <Frame title={t('refused')}>
      <Text role="alert">{reason}</Text>
    </Frame>
  )
}

/** The views go, with whatever was typed into them: this page is over. */
const Impostor = () => {
  const { t } = useTranslation('shell')
  return (
    <Frame title={t('impostor.title')}>
      <Stack gap="sm" role="alert">
        <Text>{t('impostor.what', { address: location.host })}</Text>
        <Text>{t('impostor.todo')}</Text>
      </Stack>
    </Frame>
  )
}

const Connecting = () => {
  const { t } = useTranslation('shell')
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 4_000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Frame title={t('start.title')}>
      <Step state="running" name={t('start.connecting')} />
      {slow && (
        <Text c="dimmed" role="status">
          {t('start.slow')}
        </Text>
      )}
    </Frame>
  )
}

type Steps = NonNullable<ReturnType<typeof useSystem>>['steps']
const Starting = ({ failed, steps }: { failed: boolean; steps: Steps }) => {
  const { t } = useTranslation('shell')
  return (
    <Frame title={failed ? t('start.failed') : t('start.title')}>
      {!failed && <Text c="dimmed">{t('start.lead')}</Text>}
      <Stack gap="xs" role="status">
        {steps.map((step) => (
          <Stack key={step.name} gap={2}>
            <Step
              state={step.state}
              name={inWords(step.said, step.name)}
              detail={step.state === 'failed' ? null : step.detail}
            />
            {step.state === 'failed' && (
              <Text size="sm" c="var(--bad)" pl={26}>
                {step.detail && inWords(step.why, step.detail)}
              </Text>
            )}
          </Stack>
        ))}
      </Stack>
    </Frame>
  )
}
