import { Anchor, Group, Modal, Stack, Text, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { Cid } from '../../contract/common.ts'
import { ContentPreview } from './content-preview.tsx'
import { Copyable, shorten } from './copyable.tsx'
import classes from './ui.module.css'

type Props = {
  cid: Cid
  /** What the content is, for the dialog's title and those who hear the page, e.g. "Receipt". */
  what: string
  /** Where it is known better than the content store knows it. */
  mediaType?: string
}

/** Content by its CID: opens it in a dialog, from where it can be downloaded; the whole CID can be copied. */
export const CidLink = ({ cid, what, mediaType }: Props) => {
  const { t } = useTranslation()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex">
      <Anchor
        component="button"
        type="button"
        inherit
        ff="monospace"
        className={classes.nowrap}
        title={cid}
        onClick={open}
      >
        <VisuallyHidden>{t('content.open', { what })} </VisuallyHidden>
        <span data-whole={cid}>{shorten(cid)}</span>
      </Anchor>
      <Copyable value={cid} what={t('content.cidOf', { what })} mark />
      <Modal opened={opened} onClose={close} title={what} size="xl">
        <Stack gap="md">
          <Text size="sm" c="dimmed" ff="monospace" className={classes.breakAll}>
            {cid}
          </Text>
          <ContentPreview cid={cid} mediaType={mediaType ?? null} name={cid} label={what} />
        </Stack>
      </Modal>
    </Group>
  )
}
