import { Text } from '@mantine/core'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { essenceOf } from '../../contract/media-type.ts'
import { bounded, isCut } from './bounded.tsx'
import { Boundary } from './boundary.tsx'
import { useMarkdown } from './markdown/use-markdown.ts'
import classes from './ui.module.css'

type Props = { text: string; mediaType: string; label: string }

/** Text from elsewhere: Markdown as what it means, everything else as it is; never as HTML. Of a long one the beginning. */
export const TextContent = (props: Props) => (
  <Boundary>
    <Content {...props} />
  </Boundary>
)

const Content = ({ text, mediaType, label }: Props) => {
  const { t } = useTranslation()
  const shown = useMemo(() => bounded(text), [text])
  const tree = useMarkdown(shown, essenceOf(mediaType) === 'text/markdown')
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
      {isCut(text) && (
        <Text size="sm" c="dimmed">
          {t('content.first')}
        </Text>
      )}
    </>
  )
}
