import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_CONTENT_BYTES } from '../../../../contract/sizes.ts'
import { client, orpc } from '../../../api.ts'
import { toBase64 } from '../../../ui/base64.ts'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { sizeOf } from '../../../ui/sizes.ts'
import { useMutation } from '../../../ui/use-mutation.ts'
import { parseParameters, type StepProps } from './draft.ts'

/** Hands a file to the core, which has it from then on. */
const upload = async (file: File) => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mediaType = file.type || 'application/octet-stream'
  const { cid, size } = await client.content.add({ base64: toBase64(bytes), mediaType, name: file.name })
  return { cid, size, mediaType, name: file.name }
}

/** What the agent gets: text or a file, and its options. */
export const StepInput = ({ draft, change }: StepProps) => {
  const { t } = useTranslation('tasks')
  const [refused, setRefused] = useState(false)
  const uploading = useMutation({ mutationFn: upload, onSuccess: (file) => change({ file }) })
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
          data-autofocus
        />
      ) : (
        <Dropzone
          maxFiles={1}
          maxSize={MAX_CONTENT_BYTES}
          onDrop={([file]) => (setRefused(false), file && uploading.mutate(file))}
          loading={uploading.isPending}
          onReject={() => setRefused(true)}
          aria-label={t('wizard.file')}
          data-autofocus
        >
          <Text ta="center" py="lg">
            {draft.file
              ? t('wizard.fileChosen', {
                  name: draft.file.name ?? draft.file.cid,
                  size: sizeOf(draft.file.size),
                })
              : t('wizard.file')}
          </Text>
        </Dropzone>
      )}
      {uploading.error && <ErrorPanel error={uploading.error} />}
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
