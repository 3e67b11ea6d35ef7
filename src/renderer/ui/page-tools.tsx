import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconLink, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Where a view is found again from outside; null in the desktop, whose addresses no other program opens. */
const linkTo = (path: string) =>
  location.protocol.startsWith('http') ? `${location.origin}${location.pathname}#${path}` : null

/** Copies a link to the view at `path`, and prints it. */
export const PageTools = ({ path }: { path: string }) => {
  const { t } = useTranslation()
  const link = linkTo(path)
  const look = { size: 36, variant: 'default' } as const
  return (
    <>
      {link && (
        <CopyButton value={link} timeout={1_500}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? t('copied') : t('copyLink')}>
              <ActionIcon {...look} aria-label={t('copyLink')} onClick={copy}>
                {copied ? <IconCheck size={18} aria-hidden /> : <IconLink size={18} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      )}
      <Tooltip label={t('print')}>
        <ActionIcon {...look} aria-label={t('print')} onClick={() => window.print()}>
          <IconPrinter size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}
