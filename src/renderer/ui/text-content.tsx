import { Text } from '@mantine/core'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { marked } from '../../contract/text.ts'
import { useMarkdown } from './markdown/use-markdown.ts'
import classes from './ui.module.css'

/** Characters that are drawn; more than that nobody reads on a page, and it would hold the page up. */
const SHOWN = 100_000

type Props = { text: string; mediaType: string; label: string }

/** Text from elsewhere: Markdown as what it means, everything else as it is; never as HTML. */
export const TextContent = ({ text, mediaType, label }: Props) => {
  const { t } = useTranslation()
  const shown = useMemo(() => marked(text.slice(0, SHOWN)), [text])
  const tree = useMarkdown(shown, mediaType.startsWith('text/markdown'))
  const formatted = useMemo(() => tree && toJsxRuntime(tree, { Fragment, jsx, jsxs }), [tree])
  return (
    <>
      <div
        className={formatted ? classes.markdown : classes.content}
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {formatted ?? shown}
      </div>
      {text.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('content.more')}
        </Text>
      )}
    </>
  )
}
