import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { fromBase64 } from './base64.ts'
import { save } from './files.ts'
import { TextSkeleton } from './loading.tsx'
import { QueryView } from './query-view.tsx'
import { TextContent } from './text-content.tsx'

type Props = { cid: string; mediaType: string | null; name: string; label: string }
const isText = (mediaType: string) => /^text\/|json$|xml$|^application\/(javascript|yaml)/.test(mediaType)

/** Content by CID: text is shown as text (never as HTML), everything can be downloaded. */
export const ContentPreview = ({ cid, mediaType, name, label }: Props) => {
  const { t } = useTranslation()
  const query = useQuery(orpc.content.get.queryOptions({ input: { cid } }))
  return (
    <QueryView query={query} skeleton={<TextSkeleton lines={4} />} what={t('content.fetching')}>
      {(content) => {
        const type = mediaType ?? content.mediaType
        const bytes = fromBase64(content.base64)
        return (
          <Stack gap="sm" align="flex-start">
            {isText(type) ? (
              <TextContent text={new TextDecoder().decode(bytes)} mediaType={type} label={label} />
            ) : (
              <Text c="dimmed">{t('content.binary')}</Text>
            )}
            <Button variant="default" size="xs" onClick={() => save(bytes, type, content.name ?? name)}>
              {t('content.download')}
            </Button>
          </Stack>
        )
      }}
    </QueryView>
  )
}
