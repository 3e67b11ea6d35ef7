import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { useSystem } from './use-system.ts'
import { useMutation } from '../ui/use-mutation.ts'
import type { Notice } from '../../contract/system.ts'
import { wordsOf } from '../said.ts'

/** What stays wrong with this machine or its data until the user does something about it, above every view. */
export const Notices = () => useSystem()?.notices.map((notice) => <NoticeAlert key={notice.id} {...notice} />)

const NoticeAlert = ({ id, ...notice }: Notice) => {
  const { message, consequence, remedy } = wordsOf(notice)
  return (
    <Alert
      color="yellow"
      mb="md"
      role="alert"
      title={message}
      icon={<IconAlertTriangle size={20} aria-hidden />}
    >
      <Stack gap={4}>
        <Text size="sm">{consequence}</Text>
        <Text size="sm">{remedy}</Text>
        {id === 'machine-key' && <RenewKey />}
        {id === 'chain-unusable' && <BeginAnew />}
        {id === 'local-data' && <TrustData />}
      </Stack>
    </Alert>
  )
}

const RenewKey = () => {
  const renew = useMutation(orpc.wallet.renewMachineKey.mutationOptions())
  return <GiveUp what="renewKey" {...renew} onSure={() => renew.mutate({})} />
}

const BeginAnew = () => {
  const begin = useMutation(orpc.chain.beginAnew.mutationOptions())
  return <GiveUp what="beginAnew" {...begin} onSure={() => begin.mutate({})} />
}

const TrustData = () => {
  const trust = useMutation(orpc.system.trustData.mutationOptions())
  return <GiveUp what="trustData" {...trust} onSure={() => trust.mutate({})} />
}

interface GiveUpProps {
  what: 'renewKey' | 'beginAnew' | 'trustData'
  onSure: () => void
  isPending: boolean
  error: unknown
}

/** Something is given up by it, so it is asked for twice. */
const GiveUp = ({ what, onSure, isPending, error }: GiveUpProps) => {
  const { t } = useTranslation('shell')
  const [asked, { open: ask }] = useDisclosure(false)
  return (
    <Group gap="xs" mt={4}>
      {asked ? (
        <>
          <Text size="sm">{t(`${what}.sure`)}</Text>
          <Button size="xs" color="red" loading={isPending} onClick={onSure}>
            {t(`${what}.now`)}
          </Button>
        </>
      ) : (
        <Button size="xs" variant="default" onClick={ask}>
          {t(`${what}.ask`)}
        </Button>
      )}
      {error !== null && <ErrorPanel error={error} />}
    </Group>
  )
}
