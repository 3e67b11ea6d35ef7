import { Autocomplete, Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NetworkChoice } from '../../../contract/chain.ts'
import { orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'

const same = (one: NetworkChoice, other: NetworkChoice) =>
  one.kind === 'rpc' && other.kind === 'rpc' ? one.url === other.url : one.kind === other.kind

/** Picks the network; says what switching means before it happens. */
export const NetworkForm = ({ current }: { current: NetworkChoice }) => {
  const { t } = useTranslation('network')
  const endpoints = useQuery(orpc.settings.get.queryOptions()).data?.endpoints ?? []
  const [kind, setKind] = useState(current.kind)
  const [url, setUrl] = useState(current.kind === 'rpc' ? current.url : '')
  const [tried, setTried] = useState(false)
  const change = useMutation(orpc.chain.switchNetwork.mutationOptions())
  const wanted = NetworkChoice.safeParse(kind === 'rpc' ? { kind, url: url.trim() } : { kind })
  const changes = !wanted.success || !same(wanted.data, current)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (wanted.success) change.mutate(wanted.data)
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
            error={tried && !wanted.success ? wanted.error.issues[0]?.message : null}
          />
        )}
        {changes && (
          <Text size="sm" c="dimmed">
            {t('which.switchWhy', { network: kind === 'rpc' ? url || '…' : t('which.embedded') })}
          </Text>
        )}
        {changes && change.error && <ErrorPanel error={change.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!changes} loading={change.isPending}>
            {t('which.switch')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
