import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../contract/wallet.ts'
import { orpc } from '../../../api.ts'
import { formatAinu } from '../../../ui/figures.ts'
import { useAccounts } from '../../../ui/use-accounts.ts'
import { useMutation } from '../../../ui/use-mutation.ts'
import { FaucetClaim } from '../../faucet/faucet-panel.tsx'
import type { Parameters } from './draft.ts'

type Props = {
  account: Account
  /** Planck; null where none is given yet. */
  budget: string | null
  parameters: Pick<Parameters, 'existentialDeposit'>
}
type WaysProps = Pick<Props, 'account'> & { needed: bigint }

/** What an account needs for a budget without the fee, which only the preview knows, planck: the rest keeps it alive. */
export const neededFor = ({ budget, parameters }: Pick<Props, 'budget' | 'parameters'>): bigint =>
  BigInt(budget ?? '0') + BigInt(parameters.existentialDeposit)

/** To the last digit that is shown: with a little less it would still be too little. */
const SHOWN = 100_000_000n
const roundedUp = (planck: bigint) => ((planck + SHOWN - 1n) / SHOWN) * SHOWN

/** Says that the account cannot sign or pay, as soon as that is known. */
export const Funds = ({ account, budget, parameters }: Props) => {
  const { t } = useTranslation('tasks')
  const needed = neededFor({ budget, parameters })
  const free = account.free === null ? null : BigInt(account.free)
  const isWatched = account.kind === 'watch'
  if (!isWatched && (free === null || free >= needed)) return null
  const { name } = account
  return (
    <Alert color="yellow" role="status">
      <Stack gap="xs">
        <Text size="sm">
          {isWatched
            ? t('wizard.funds.watch', { name })
            : t('wizard.funds.short', {
                ...{
                  name,
                  free: formatAinu(`${free}`),
                  short: formatAinu(`${roundedUp(needed - (free ?? 0n))}`),
                },
              })}
        </Text>
        <FundsWays account={account} needed={needed} />
      </Stack>
    </Alert>
  )
}

/** Where the money may come from: the faucet, or another account that has it. */
export const FundsWays = ({ account, needed }: WaysProps) => {
  const { t } = useTranslation('tasks')
  const [opened, { open, close }] = useDisclosure(false)
  const faucet = useQuery(orpc.faucet.status.queryOptions({ input: { address: account.address } })).data
  const setActive = useMutation(orpc.wallet.setActive.mutationOptions())
  const others = (useAccounts() ?? [])
    .filter(({ kind, address, free }) => kind === 'owner' && address !== account.address && free !== null)
    .filter(({ free }) => BigInt(free ?? '0') >= needed)
  return (
    <Group gap="xs">
      {faucet?.enabled && account.kind === 'owner' && (
        <Button size="xs" variant="default" onClick={open}>
          {t('wizard.funds.faucet')}
        </Button>
      )}
      {others.map(({ address, name, free }) => (
        <Button key={address} size="xs" variant="default" onClick={() => setActive.mutate({ address })}>
          {t('wizard.funds.use', { name, free: formatAinu(free ?? '0') })}
        </Button>
      ))}
      <Modal opened={opened} onClose={close} title={t('wizard.funds.faucet')}>
        <FaucetClaim address={account.address} />
      </Modal>
    </Group>
  )
}
