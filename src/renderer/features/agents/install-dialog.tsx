import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { toBase64 } from '../../ui/base64.ts'
import { Waiting } from '../../ui/loading.tsx'
import { useStoppable } from '../../ui/use-stoppable.ts'
import { PackageFacts } from './package-facts.tsx'

const read = (files: File[]) =>
  Promise.all(
    files.map(async (file) => ({
      name: file.name,
      base64: toBase64(new Uint8Array(await file.arrayBuffer())),
    })),
  )

/** Installs a package from its files: first what it is and what it asks for, then the decision. */
export const InstallDialog = () => {
  const { t } = useTranslation('agents')
  const { t: ui } = useTranslation('ui')
  const opened = useSearch({ from: '/agents' }).install === true
  const navigate = useNavigate({ from: '/agents' })
  const show = (install: true | undefined) =>
    void navigate({ search: (before) => ({ ...before, tab: 'catalogue', install }), replace: true })
  const inspect = useStoppable(client.agents.inspect)
  const install = useStoppable(client.agents.install)
  const leave = () => (show(undefined), inspect.stop(), install.stop())
  const files = inspect.variables?.files
  return (
    <>
      <Button variant="default" onClick={() => show(true)}>
        {t('package.install')}
      </Button>
      <Modal opened={opened} onClose={leave} title={t('package.installTitle')} size="lg">
        <Stack gap="md">
          <Dropzone
            onDrop={(dropped) =>
              void read(dropped).then((next) => (install.reset(), inspect.mutate({ files: next })))
            }
            loading={inspect.isPending}
            maxFiles={16}
            aria-label={t('package.drop')}
          >
            <Text ta="center" py="lg">
              {t('package.drop')}
            </Text>
          </Dropzone>
          {inspect.isPending && <Waiting what={t('package.checking')} onStop={inspect.stop} />}
          {install.isPending && <Waiting what={t('package.installing')} onStop={install.stop} />}
          {inspect.error && <ErrorPanel error={inspect.error} />}
          {install.error && <ErrorPanel error={install.error} />}
          {install.data ? (
            <Text role="status">
              {t('package.installed2')}: {install.data.manifest.title}
            </Text>
          ) : (
            inspect.data &&
            files && (
              <>
                <Text size="sm">{t('package.check')}</Text>
                <PackageFacts pack={inspect.data} />
                <Group justify="flex-end" gap="xs">
                  <Button variant="default" onClick={leave} data-autofocus>
                    {ui('cancel')}
                  </Button>
                  <Button loading={install.isPending} onClick={() => install.mutate({ files })}>
                    {t('package.confirm')}
                  </Button>
                </Group>
              </>
            )
          )}
        </Stack>
      </Modal>
    </>
  )
}
