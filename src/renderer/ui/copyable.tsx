import { CopyButton, Text, Tooltip, UnstyledButton, VisuallyHidden, type TextProps } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

/** The first and last characters of a long identifier, e.g. "5Grwva…utQY". */
export const shorten = (text: string, head = 6, tail = 4) =>
  text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`

type Props = {
  value: string
  /** What is shown; default: the value in short form. */
  children?: React.ReactNode
  /** What it is, for those who hear the page: "address", "CID". */
  what: string
  /** Shown on hover; default: the whole value. */
  hint?: string
  className?: string | undefined
  /** Only the mark, beside a text that is there already. */
  mark?: boolean
} & TextProps

/** An identifier that can be copied as a whole: shown short, whole on hover. */
export const Copyable = ({ value, children, what, hint, className, mark, ...text }: Props) => {
  const { t } = useTranslation()
  return (
    <CopyButton value={value} timeout={1_500}>
      {({ copied, copy }) => (
        <Tooltip
          label={copied ? t('copied') : (hint ?? value)}
          multiline
          maw={420}
          className={classes.breakAll}
        >
          <UnstyledButton
            className={classes.copyable}
            onClick={(event) => {
              event.stopPropagation()
              copy()
            }}
          >
            <VisuallyHidden>{t('copyWhat', { what })}</VisuallyHidden>
            {!mark && (
              <Text
                span
                inherit
                ff={children ? undefined : 'monospace'}
                fz="inherit"
                className={children ? className : classes.nowrap}
                data-whole={children ? undefined : value}
                {...text}
              >
                {children ?? shorten(value)}
              </Text>
            )}
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  )
}
