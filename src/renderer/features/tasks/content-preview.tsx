import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { TextSkeleton } from '../../ui/loading.tsx'
import { fromBase64 } from '../../ui/base64.ts'
import { save } from '../../ui/files.ts'
import classes from './tasks.module.css'

type Props = { cid: string; mediaType: string | null; name: string; label: string }
const isText = (mediaType: string) => /^text\/|json$|xml$|^application\/(javascript|yaml)/.test(mediaType)

/** Content by CID: text is shown as text (never as HTML), everything can be downloaded. */
export const ContentPreview = ({ cid, mediaType, name, label }: Props) => {
  const { t } = useTranslation('tasks')
  const query = useQuery(orpc.content.get.queryOptions({ input: { cid } }))
  return (
    <QueryView query={query} skeleton={<TextSkeleton lines={4} />}>
      {(content) => {
        const type = mediaType ?? content.mediaType
        const bytes = fromBase64(content.base64)
        return (
          <Stack gap="sm" align="flex-start">
            {isText(type) ? (
              <div className={classes.output} tabIndex={0} role="region" aria-label={label}>
                {new TextDecoder().decode(bytes)}
              </div>
            ) : (
              <Text c="dimmed">{t('output.binary')}</Text>
            )}
            <Button variant="default" size="xs" onClick={() => save(bytes, type, content.name ?? name)}>
              {t('output.download')}
            </Button>
          </Stack>
        )
      }}
    </QueryView>
  )
}
