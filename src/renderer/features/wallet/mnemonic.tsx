import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'
import classes from './wallet.module.css'

/** Two places in the phrase that are asked for, never next to each other and none of those before. */
const pickQuestions = (count: number, before: readonly number[] = []): number[] => {
  const half = Math.floor(count / 2)
  const oneOf = (from: number, to: number) => {
    const places = Array.from({ length: to - from }, (_, at) => from + at).filter(
      (at) => !before.includes(at),
    )
    return places[Math.floor(Math.random() * places.length)] ?? from
  }
  return [oneOf(0, half - 1), oneOf(half, count)]
}

type Props = {
  account: Account
  mnemonic: string
  onDone: () => void
  /** Where given, the check can be postponed. */
  onLater?: (() => void) | undefined
}

/** Shows a recovery phrase; until it counts as written down, asks for two of its words then. */
export const Mnemonic = ({ account, mnemonic, onDone, onLater }: Props) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const words = mnemonic.trim().split(/\s+/)
  const [questions, setQuestions] = useState(() => pickQuestions(words.length))
  const [checking, setChecking] = useState(false)
  const [answers, setAnswers] = useState<Record<number, string>>({})
  const [tried, setTried] = useState(false)
  const confirm = useAccountMutation(orpc.wallet.confirmBackup.mutationOptions(), onDone)
  const right = (at: number) => answers[at]?.trim().toLowerCase() === words[at]

  // What was just looked up proves nothing.
  const showAgain = () => {
    setQuestions((before) => pickQuestions(words.length, before))
    setAnswers({})
    setTried(false)
    setChecking(false)
  }

  if (!checking)
    return (
      <Stack gap="md">
        <Text>{t('backup.once')}</Text>
        <SimpleGrid component="ol" cols={{ base: 2, xs: 3 }} spacing="xs" className={classes.words}>
          {words.map((word, at) => (
            <li key={at} className={classes.word}>
              <Text span c="dimmed" size="sm" aria-hidden>
                {at + 1}
              </Text>
              {word}
            </li>
          ))}
        </SimpleGrid>
        <Group justify="flex-end" gap="xs">
          {onLater && (
            <>
              <Text size="sm" c="dimmed" flex={1}>
                {t('backup.laterWhy')}
              </Text>
              <Button variant="default" onClick={onLater}>
                {t('backup.later')}
              </Button>
            </>
          )}
          {account.backedUp ? (
            <Button onClick={onDone}>{ui('close')}</Button>
          ) : (
            <Button onClick={() => setChecking(true)}>{t('backup.written')}</Button>
          )}
        </Group>
      </Stack>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (questions.every(right)) confirm.mutate({ address: account.address })
      }}
    >
      <Stack gap="sm">
        {questions.map((at, index) => (
          <TextInput
            key={at}
            label={t('backup.check', { number: at + 1 })}
            autoComplete="off"
            spellCheck={false}
            data-autofocus={index === 0 || undefined}
            value={answers[at] ?? ''}
            onChange={({ currentTarget }) => setAnswers({ ...answers, [at]: currentTarget.value })}
            error={tried && !right(at) ? t('backup.wrong', { number: at + 1 }) : null}
          />
        ))}
        {confirm.error && <ErrorPanel error={confirm.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={showAgain}>
            {t('backup.show')}
          </Button>
          <Button type="submit" loading={confirm.isPending}>
            {t('backup.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
