import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from './error-panel.tsx'

type Props = {
  onSubmit: (event?: React.FormEvent<HTMLFormElement>) => void
  submit: string
  busy: boolean
  error: unknown
  onCancel: () => void
  danger?: boolean
  disabled?: boolean
  children: React.ReactNode
}

/** Fields, the error in words, and the two buttons of a dialog. */
export const FormFrame = ({ onSubmit, submit, busy, error, onCancel, danger, disabled, children }: Props) => {
  const { t } = useTranslation()
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="sm">
        {children}
        {error ? <ErrorPanel error={error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel} data-autofocus={danger || undefined}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={disabled ?? false} {...(danger && { color: 'red' })}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** What every dialog about one account is given. */
export type DialogEnd = { onDone: () => void; onCancel: () => void }
