import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/**
 * Whether the network is another one than when the preview came: chosen in another tab, say. Nothing is signed there
 * before somebody has said that they saw it.
 */
export const useNetworkMoved = (genesisHash: string | undefined) => {
  const [first, setFirst] = useState(genesisHash)
  if (first === undefined && genesisHash !== undefined) setFirst(genesisHash)
  return {
    moved: first !== undefined && genesisHash !== undefined && first !== genesisHash,
    seen: () => setFirst(genesisHash),
  }
}

export const NetworkMoved = ({ name, onSeen }: { name: string; onSeen: () => void }) => {
  const { t } = useTranslation()
  return (
    <Alert color="red" role="alert" title={t('sign.moved', { name })}>
      <Stack gap="xs">
        <Text size="sm">{t('sign.movedWhy')}</Text>
        <Group>
          <Button variant="default" onClick={onSeen}>
            {t('sign.movedSeen')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
