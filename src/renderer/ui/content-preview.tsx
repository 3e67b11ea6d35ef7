import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isTextual } from '../../contract/media-type.ts'
import { decodeText } from '../../contract/sniff.ts'
import { orpc } from '../api.ts'
import { fromBase64 } from './base64.ts'
import { save } from './files.ts'
import { TextSkeleton } from './loading.tsx'
import { QueryView } from './query-view.tsx'
import { TextContent } from './text-content.tsx'

/** As much base64 as is decoded to be looked at; more than is ever drawn, in any script. A multiple of 4. */
const LOOKED_AT = 800_000

type Props = { cid: string; mediaType: string | null; name: string; label: string }
const decoded = (base64: string, mediaType: string) =>
  decodeText(fromBase64(base64.slice(0, LOOKED_AT)), mediaType)

/** Content by CID: text is shown as text (never as HTML), everything can be downloaded. */
export const ContentPreview = ({ cid, mediaType, name, label }: Props) => {
  const { t } = useTranslation()
  const query = useQuery(orpc.content.get.queryOptions({ input: { cid } }))
  return (
    <QueryView query={query} skeleton={<TextSkeleton lines={4} />} what={t('content.fetching')}>
      {(content) => {
        const type = mediaType ?? content.mediaType
        return (
          <Stack gap="sm" align="flex-start">
            {isTextual(type) ? (
              <TextContent text={decoded(content.base64, type)} mediaType={type} label={label} />
            ) : (
              <Text c="dimmed">{t('content.binary')}</Text>
            )}
            <Button
              variant="default"
              size="xs"
              onClick={() => save(fromBase64(content.base64), type, content.name ?? name)}
            >
              {t('content.download')}
            </Button>
          </Stack>
        )
      }}
    </QueryView>
  )
}
