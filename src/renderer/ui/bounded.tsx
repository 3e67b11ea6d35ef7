import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { marked } from '../../contract/text.ts'
import { save } from './files.ts'

/** Characters that are drawn; more than that nobody reads on a page, and it would hold the page up. */
const SHOWN = 100_000

/** What is drawn of a text that others may have written: the beginning or the end of it, marked. */
export const bounded = (text: string, end: 'first' | 'last' = 'first'): string =>
  marked(end === 'first' ? text.slice(0, SHOWN) : text.slice(-SHOWN))

export const isCut = (text: string): boolean => text.length > SHOWN

type Props = {
  text: string
  end: 'first' | 'last'
  /** Of the file that has all of it. */
  name: string
}

/** Says that a text is cut, where it is, and gives all of it. */
export const Rest = ({ text, end, name }: Props) => {
  const { t } = useTranslation()
  if (!isCut(text)) return null
  return (
    <Group gap="sm">
      <Text size="sm" c="dimmed">
        {t(`content.${end}`)}
      </Text>
      <Button variant="default" size="xs" onClick={() => save(text, 'text/plain', `${name}.txt`)}>
        {t('content.saveAll')}
      </Button>
    </Group>
  )
}
