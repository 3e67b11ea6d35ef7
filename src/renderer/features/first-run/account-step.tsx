import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { useChain } from '../../shell/use-system.ts'
import { AnchorLink } from '../../ui/links.tsx'
import { CreateForm } from '../wallet/create-form.tsx'
import { Mnemonic } from '../wallet/mnemonic.tsx'

type Created = { account: Account; mnemonic: string }
type Props = { created: Created | null; onCreated: (created: Created) => void; onDone: () => void }

/** Creates an account, then shows its phrase; on a development network the phrase can wait. */
export const AccountStep = ({ created, onCreated, onDone }: Props) => {
  const { t } = useTranslation('firstRun')
  const development = useChain()?.development ?? false
  if (created) return <Mnemonic {...created} onDone={onDone} onLater={development ? onDone : undefined} />
  return (
    <Stack gap="sm" maw={480}>
      <Text>{t('account.why')}</Text>
      <CreateForm onCreated={onCreated} />
      <Text size="sm" c="dimmed">
        {t('account.have')}{' '}
        <AnchorLink to="/wallet" search={{ do: 'import' }} size="sm" underline="always">
          {t('account.import')}
        </AnchorLink>
      </Text>
    </Stack>
  )
}
