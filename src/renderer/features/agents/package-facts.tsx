import { Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AgentPackage } from '../../../contract/agents.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { duration } from '../../ui/durations.ts'
import { KindIcon } from './kind-icon.tsx'
import { sizeOf } from '../../ui/sizes.ts'
import { formatAinu } from '../../ui/figures.ts'

/** What a package is, what it asks for and what it may use; shown before it is installed and in the catalogue. */
export const PackageFacts = ({ pack }: { pack: AgentPackage }) => {
  const { t } = useTranslation('agents')
  const { manifest } = pack
  const [cheapest] = manifest.capabilities.map((one) => BigInt(one.price)).sort((a, b) => (a < b ? -1 : 1))
  const lines = [
    [t('package.version', { version: manifest.version }), t(`package.${pack.source}`)],
    [
      t('package.price', { price: formatAinu(cheapest ?? 0n) }),
      t('package.size', { size: sizeOf(pack.componentSize) }),
    ],
    manifest.kind === 'wasm'
      ? [
          t('package.limits', {
            memory: sizeOf(manifest.limits.memory),
            time: duration(manifest.limits.wallMs),
          }),
        ]
      : [],
    [
      manifest.kind === 'wasm' && manifest.permissions.length > 0
        ? t('package.permissions', { list: manifest.permissions.join(', ') })
        : t('package.noPermissions'),
    ],
  ]
  return (
    <Stack gap={6}>
      <Group gap="xs" wrap="nowrap">
        <KindIcon kind={manifest.icon} />
        <Title order={3}>{manifest.title}</Title>
      </Group>
      <Text size="sm">{manifest.description}</Text>
      <Text size="sm" c="dimmed">
        {manifest.capabilities.map((one) => one.title).join(' · ')}
      </Text>
      {lines
        .filter((line) => line.length > 0)
        .map((line) => (
          <Text key={line[0]} size="xs" c="dimmed">
            {line.join(' · ')}
          </Text>
        ))}
      <Text size="xs" c="dimmed">
        blake3 <Copyable value={pack.componentHash} what="blake3" fz="xs" />
      </Text>
    </Stack>
  )
}
