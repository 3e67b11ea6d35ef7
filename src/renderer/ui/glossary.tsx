import { ActionIcon, Group, Popover, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ui } from './messages.ts'

type Term = keyof (typeof ui)['glossary']['means']

/** A small button beside a word of the trade, by pointer or keyboard: what the word means. */
export const Meaning = ({ of }: { of: Term }) => {
  const { t } = useTranslation()
  return (
    <Popover width="min(320px, 100vw - 32px)" position="bottom-start" shadow="md" trapFocus={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={t('glossary.ask', { word: t(`glossary.word.${of}`) })}
        >
          <IconHelpCircle size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" fw={400} role="status">
          {t(`glossary.means.${of}`)}
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}

/** A word with its meaning at hand. */
export const Explained = ({ term, children }: { term: Term; children: React.ReactNode }) => (
  <Group gap={4} wrap="nowrap" component="span" style={{ display: 'inline-flex' }}>
    {children}
    <Meaning of={term} />
  </Group>
)
