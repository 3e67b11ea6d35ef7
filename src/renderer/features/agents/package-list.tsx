import { Button, Card, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AgentPackage } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { AgentLink } from '../../ui/names.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { HostDialog } from './host-dialog.tsx'
import { InstallDialog } from './install-dialog.tsx'
import { PackageFacts } from './package-facts.tsx'
import { useMutation } from '../../ui/use-mutation.ts'

/** Packages on this machine: what came with Ainur and what the user installed. */
export const PackageList = () => {
  const query = useQuery(orpc.agents.packages.queryOptions())
  return (
    <QueryView query={query}>
      {(packages) => (
        <Stack gap="md">
          <Group justify="flex-end">
            <InstallDialog />
          </Group>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {packages.map((one) => (
              <PackageCard key={one.id} pack={one} />
            ))}
          </SimpleGrid>
        </Stack>
      )}
    </QueryView>
  )
}

const PackageCard = ({ pack }: { pack: AgentPackage }) => {
  const { t } = useTranslation('agents')
  return (
    <Card withBorder padding="md" component="article" aria-label={pack.manifest.title}>
      <Stack gap="sm" h="100%">
        <PackageFacts pack={pack} />
        {pack.agents.length > 0 && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('package.hosted')}
            </Text>
            {pack.agents.map((did) => (
              <AgentLink key={did} did={did} />
            ))}
          </Group>
        )}
        <Group mt="auto" gap="xs">
          <HostDialog pack={pack} />
          {pack.source === 'installed' && <Uninstall pack={pack} />}
        </Group>
      </Stack>
    </Card>
  )
}

const Uninstall = ({ pack }: { pack: AgentPackage }) => {
  const { t } = useTranslation('agents')
  const { t: ui } = useTranslation('ui')
  const [opened, { open, close }] = useDisclosure(false)
  const remove = useMutation(orpc.agents.uninstall.mutationOptions({ onSuccess: close }))
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('package.uninstall')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('package.removeTitle', { title: pack.manifest.title })}>
        <Stack gap="md">
          <Text>{t('package.removeText')}</Text>
          {remove.error && <ErrorPanel error={remove.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              {ui('cancel')}
            </Button>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate({ packageId: pack.id })}
            >
              {t('package.remove')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
