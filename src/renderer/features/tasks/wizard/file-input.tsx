import { Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_CONTENT_BYTES } from '../../../../contract/sizes.ts'
import { decodeText } from '../../../../contract/sniff.ts'
import { isTextual } from '../../../../contract/media-type.ts'
import { client } from '../../../api.ts'
import { toBase64 } from '../../../ui/base64.ts'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { sizeOf } from '../../../ui/sizes.ts'
import { useMutation } from '../../../ui/use-mutation.ts'
import { detectMediaType } from './detect.ts'
import type { Draft } from './draft.ts'

/** Hands a file to the core, which has it from then on; null for a text in which nothing stands. */
const upload = async (file: File): Promise<Draft['file']> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mediaType = await detectMediaType(bytes, file.name, file.type)
  if (isTextual(mediaType) && decodeText(bytes, mediaType).trim() === '') return null
  const { cid, size } = await client.content.add({ base64: toBase64(bytes), mediaType, name: file.name })
  return { cid, size, mediaType, name: file.name }
}

type Props = { file: Draft['file']; onChange: (file: Draft['file']) => void }

/** Takes a file and finds out what it is. */
export const FileInput = ({ file, onChange }: Props) => {
  const { t } = useTranslation('tasks')
  const [refused, setRefused] = useState<'tooLarge' | 'fileBlank' | null>(null)
  const uploading = useMutation({
    mutationFn: upload,
    onSuccess: (kept) => (kept === null ? setRefused('fileBlank') : onChange(kept)),
  })
  return (
    <>
      <Dropzone
        maxFiles={1}
        maxSize={MAX_CONTENT_BYTES}
        onDrop={([dropped]) => (setRefused(null), dropped && uploading.mutate(dropped))}
        loading={uploading.isPending}
        onReject={() => setRefused('tooLarge')}
        aria-label={t('wizard.file')}
        data-autofocus
      >
        <Text ta="center" py="lg">
          {file
            ? t('wizard.fileChosen', { name: file.name ?? file.cid, size: sizeOf(file.size) })
            : t('wizard.file')}
        </Text>
      </Dropzone>
      {uploading.error && <ErrorPanel error={uploading.error} />}
      {refused && (
        <Text role="alert" size="sm" c="var(--bad)">
          {t(`wizard.${refused}`)}
        </Text>
      )}
    </>
  )
}
