import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { useMutation } from '../../ui/use-mutation.ts'

/** Reads the whole chain again, after a sentence on what that means. */
export const RebuildIndex = () => {
  const { t } = useTranslation('network')
  const { t: ui } = useTranslation()
  const opened = useSearch({ from: '/network' }).rebuild === true
  const navigate = useNavigate({ from: '/network' })
  const open = () => void navigate({ search: { rebuild: true } })
  const close = () => void navigate({ search: {}, replace: true })
  const rebuild = useMutation({ ...orpc.chain.rebuildIndex.mutationOptions(), onSuccess: close })
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('actions.rebuild')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('actions.rebuild')}>
        <Stack>
          <Text>{t('actions.rebuildWhy')}</Text>
          {rebuild.error && <ErrorPanel error={rebuild.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              {ui('cancel')}
            </Button>
            <Button loading={rebuild.isPending} onClick={() => rebuild.mutate({})}>
              {t('actions.rebuildConfirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
