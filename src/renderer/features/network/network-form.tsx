import { Autocomplete, Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NetworkChoice } from '../../../contract/chain.ts'
import { client, orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Waiting } from '../../ui/loading.tsx'
import { useStoppable } from '../../ui/use-stoppable.ts'
import { fieldInWords } from '../../said.ts'

const same = (one: NetworkChoice, other: NetworkChoice) =>
  one.kind === 'rpc' && other.kind === 'rpc' ? one.url === other.url : one.kind === other.kind

type Props = {
  current: NetworkChoice
  /** The network was changed. */
  onDone?: () => void
}

/** Picks the network; says what switching means before it happens, and can be stopped while it connects. */
export const NetworkForm = ({ current, onDone }: Props) => {
  const { t } = useTranslation('network')
  const endpoints = useQuery(orpc.settings.get.queryOptions()).data?.endpoints ?? []
  const [kind, setKind] = useState(current.kind)
  const [url, setUrl] = useState(current.kind === 'rpc' ? current.url : '')
  const [tried, setTried] = useState(false)
  const [asked, setAsked] = useState<NetworkChoice | null>(null)
  const wanted = NetworkChoice.safeParse(kind === 'rpc' ? { kind, url: url.trim() } : { kind })
  const changes = !wanted.success || !same(wanted.data, current)
  if (asked)
    return (
      <Confirm current={current} wanted={asked} onBack={() => setAsked(null)} {...(onDone && { onDone })} />
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (wanted.success) setAsked(wanted.data)
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          aria-label={t('which.title')}
          value={kind}
          onChange={(value) => setKind(value === 'rpc' ? 'rpc' : 'embedded')}
        >
          <Stack gap="sm">
            <Radio value="embedded" label={t('which.embedded')} description={t('which.embeddedWhy')} />
            <Radio value="rpc" label={t('which.rpc')} description={t('which.rpcWhy')} />
          </Stack>
        </Radio.Group>
        {kind === 'rpc' && (
          <Autocomplete
            label={t('which.url')}
            description={t('which.urlHint')}
            placeholder="ws://127.0.0.1:9944"
            data={endpoints}
            value={url}
            onChange={setUrl}
            spellCheck={false}
            comboboxProps={{ withinPortal: false }}
            error={tried && !wanted.success ? fieldInWords(wanted.error.issues[0]?.message) : null}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" disabled={!changes}>
            {t('which.switch')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type ConfirmProps = { current: NetworkChoice; wanted: NetworkChoice; onBack: () => void; onDone?: () => void }

/** What switching means, in a sentence; staying has the focus. */
const Confirm = ({ current, wanted, onBack, onDone }: ConfirmProps) => {
  const { t } = useTranslation('network')
  const stay = useRef<HTMLButtonElement>(null)
  useEffect(() => stay.current?.focus(), [])
  const change = useStoppable(client.chain.switchNetwork, () => (onBack(), onDone?.()))
  const name = wanted.kind === 'rpc' ? wanted.url : t('which.embedded')
  const leave = () => (change.stop(), onBack())
  return (
    <Stack gap="sm" role="group" aria-label={t('which.confirmTitle', { network: name })}>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {t('which.confirmTitle', { network: name })}
      </Text>
      <Text size="sm">
        {t('which.switchWhy')} {t(current.kind === 'embedded' ? 'which.standsStill' : 'which.goesOn')}
      </Text>
      {change.error && <ErrorPanel error={change.error} />}
      {change.isPending && <Waiting what={t('which.switching', { network: name })} onStop={leave} />}
      <Group justify="flex-end" gap="xs">
        <Button ref={stay} variant="default" onClick={onBack} disabled={change.isPending}>
          {t('which.stay')}
        </Button>
        <Button loading={change.isPending} onClick={() => change.mutate(wanted)}>
          {t('which.confirm')}
        </Button>
      </Group>
    </Stack>
  )
}
