import { Button, Group, SegmentedControl, Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { mediaTypeOf, type StepProps } from './draft.ts'
import { FileInput } from './file-input.tsx'
import { MediaTypeInput } from './media-type-input.tsx'
import { offerFor } from './offers.ts'
import { OptionsForm } from './options-form.tsx'

/** What the agent gets: text or a file, what that is, and its options. */
export const StepInput = ({ draft, change, offers }: StepProps) => {
  const { t } = useTranslation('tasks')
  const { source, file, text } = draft
  const mediaType = mediaTypeOf(draft)
  const example = offers?.known
    .flatMap(({ capability }) => capability.examples)
    .find(({ encoding }) => encoding === 'utf8')
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('wizard.source')}
          value={source}
          onChange={(next) => change({ source: next as 'text' | 'file' })}
          data={[
            { value: 'text', label: t('wizard.sourceText') },
            { value: 'file', label: t('wizard.sourceFile') },
          ]}
        />
        {example && source === 'text' && (
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
      {source === 'text' ? (
        <Textarea
          label={t('wizard.text')}
          value={text}
          onChange={(event) => change({ text: event.currentTarget.value })}
          autosize
          minRows={8}
          maxRows={16}
          required
          data-autofocus
        />
      ) : (
        <FileInput file={file} onChange={(next) => change({ file: next })} />
      )}
      {mediaType !== null && (
        <MediaTypeInput
          value={mediaType}
          onChange={(next) =>
            change(source === 'text' || !file ? { mediaType: next } : { file: { ...file, mediaType: next } })
          }
          typed={source === 'text'}
          offers={offers}
        />
      )}
      <OptionsForm
        schema={offerFor(offers, mediaType)?.capability.parameters}
        text={draft.parameters}
        onChange={(parameters) => change({ parameters })}
      />
    </Stack>
  )
}
