import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_CONTENT_BYTES } from '../../../../contract/sizes.ts'
import { orpc } from '../../../api.ts'
import { sizeOf } from '../../../ui/sizes.ts'
import { parseParameters, type StepProps } from './draft.ts'

/** What the agent gets: text or a file, and its options. */
export const StepInput = ({ draft, change }: StepProps) => {
  const { t } = useTranslation('tasks')
  const [refused, setRefused] = useState(false)
  const packages = useQuery(orpc.agents.packages.queryOptions())
  const example = packages.data
    ?.flatMap((one) => one.manifest.capabilities)
    .find((one) => one.name === draft.capability)
    ?.examples.find((one) => one.encoding === 'utf8')
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('wizard.source')}
          value={draft.source}
          onChange={(source) => change({ source: source as 'text' | 'file' })}
          data={[
            { value: 'text', label: t('wizard.sourceText') },
            { value: 'file', label: t('wizard.sourceFile') },
          ]}
        />
        {example && draft.source === 'text' && (
          <Button
            variant="default"
            onClick={() =>
              change({
                text: example.input,
                mediaType: example.mediaType,
                parameters:
                  Object.keys(example.parameters).length > 0 ? JSON.stringify(example.parameters) : '',
              })
            }
          >
            {t('wizard.example')}
          </Button>
        )}
      </Group>
      {draft.source === 'text' ? (
        <Textarea
          label={t('wizard.text')}
          value={draft.text}
          onChange={(event) => change({ text: event.currentTarget.value, mediaType: 'text/plain' })}
          autosize
          minRows={8}
          maxRows={16}
          required
        />
      ) : (
        <Dropzone
          maxFiles={1}
          maxSize={MAX_CONTENT_BYTES}
          onDrop={([file]) => (setRefused(false), change({ file: file ?? null }))}
          onReject={() => setRefused(true)}
          aria-label={t('wizard.file')}
        >
          <Text ta="center" py="lg">
            {draft.file
              ? t('wizard.fileChosen', { name: draft.file.name, size: sizeOf(draft.file.size) })
              : t('wizard.file')}
          </Text>
        </Dropzone>
      )}
      {refused && (
        <Text role="alert" size="sm" c="var(--bad)">
          {t('wizard.tooLarge')}
        </Text>
      )}
      <Textarea
        label={t('wizard.parameters')}
        description={t('wizard.parametersHint')}
        value={draft.parameters}
        onChange={(event) => change({ parameters: event.currentTarget.value })}
        error={parseParameters(draft.parameters) === null && t('wizard.parametersBad')}
        autosize
        minRows={1}
        ff="monospace"
      />
    </Stack>
  )
}
