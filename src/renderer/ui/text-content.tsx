import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import Markdown from 'react-markdown'
import classes from './ui.module.css'

/** Characters that are drawn; more than that nobody reads on a page, and it would hold the page up. */
const SHOWN = 100_000
/** What an agent wrote leads nowhere and loads nothing: of links and pictures the words stay. */
const leftOut = ['a', 'img']

type Props = { text: string; mediaType: string; label: string }

/** Text from elsewhere: Markdown as what it means, everything else as it is; never as HTML. */
export const TextContent = ({ text, mediaType, label }: Props) => {
  const { t } = useTranslation()
  const shown = text.slice(0, SHOWN)
  const formatted = mediaType.startsWith('text/markdown')
  return (
    <>
      <div
        className={formatted ? classes.markdown : classes.content}
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {formatted ? (
          <Markdown disallowedElements={leftOut} unwrapDisallowed skipHtml>
            {shown}
          </Markdown>
        ) : (
          shown
        )}
      </div>
      {text.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('content.more')}
        </Text>
      )}
    </>
  )
}
