import { PasswordInput, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { strengthOf, type Strength } from '../../../contract/passphrase.ts'

const colours: Record<Strength, string> = {
  refused: 'var(--bad)',
  weak: 'var(--warn)',
  good: 'var(--ok)',
  strong: 'var(--ok)',
}

/** A passphrase that is to seal something: how hard it is to guess is said while it is typed; the core has the same rule. */
export const NewPassphrase = ({
  value,
  ...props
}: React.ComponentProps<typeof PasswordInput> & { value?: string }) => {
  const { t } = useTranslation('wallet')
  const typed = value ?? ''
  const strength = useQuery({
    // Neither the key nor the cache holds a passphrase longer than it is shown.
    queryKey: ['passphrase strength', typed],
    queryFn: () => strengthOf(typed),
    enabled: typed !== '',
    gcTime: 0,
  }).data
  return (
    <Stack gap={4}>
      <PasswordInput
        label={t('importForm.newPassphrase')}
        description={t('passphraseHint')}
        autoComplete="new-password"
        value={typed}
        {...props}
      />
      <Text size="xs" role="status" c={strength && colours[strength]}>
        {strength && t(`strength.${strength}`)}
        {/^0x([0-9a-f]{2})*$/i.test(typed) && ` ${t('strength.hex')}`}
      </Text>
    </Stack>
  )
}
