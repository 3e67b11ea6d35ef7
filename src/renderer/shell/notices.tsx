import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { useSystem } from './use-system.ts'

/** What stays wrong with this machine or its data until the user does something about it, above every view. */
export const Notices = () =>
  useSystem()?.notices.map(({ id, message, consequence, remedy }) => (
    <Alert
      key={id}
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
      </Stack>
    </Alert>
  ))

/** Gives up what the old key would still open, so it is asked for twice. */
const RenewKey = () => {
  const { t } = useTranslation('shell')
  const renew = useMutation(orpc.wallet.renewMachineKey.mutationOptions())
  const [asked, { open: ask }] = useDisclosure(false)
  return (
    <Group gap="xs" mt={4}>
      {asked ? (
        <>
          <Text size="sm">{t('renewKeySure')}</Text>
          <Button size="xs" color="red" loading={renew.isPending} onClick={() => renew.mutate({})}>
            {t('renewKeyNow')}
          </Button>
        </>
      ) : (
        <Button size="xs" variant="default" onClick={ask}>
          {t('renewKey')}
        </Button>
      )}
      {renew.error && <ErrorPanel error={renew.error} />}
    </Group>
  )
}
