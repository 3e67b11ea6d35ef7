import { Popover, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NetworkForm } from '../features/network/network-form.tsx'
import { AnchorLink } from '../ui/links.tsx'
import { ToneBadge } from '../ui/state-badge.tsx'
import { useChain } from './use-system.ts'
import classes from './shell.module.css'
import { networkName } from '../said.ts'

const tones = { development: 'warn', live: 'ok', unknown: 'bad' } as const

/** Which network this is; development networks are amber and say so. Opens the choice of another one. */
export const NetworkBadge = () => {
  const { t } = useTranslation('shell')
  const [opened, { toggle, close }] = useDisclosure(false)
  const chain = useChain()
  if (!chain) return null
  const kind = chain.development ? 'development' : chain.known ? 'live' : 'unknown'
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      width="min(400px, 100vw - 16px)"
      position="bottom-end"
      shadow="md"
      trapFocus
      hideDetached={false}
    >
      <Popover.Target>
        <UnstyledButton className={classes.chip} onClick={toggle} title={t(`badge.${kind}Why`)}>
          <span
            className={`${classes.dot} ${classes.narrowOnly}`}
            style={{ background: `var(--${tones[kind]})` }}
          />
          <span className={classes.name}>
            <ToneBadge tone={tones[kind]}>{t(`badge.${kind}`, { name: networkName(chain.name) })}</ToneBadge>
          </span>
          <IconChevronDown size={16} aria-hidden />
          <VisuallyHidden>. {t('badge.switch')}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <Text size="sm">{t(`badge.${kind}Why`)}</Text>
          <NetworkForm key={JSON.stringify(chain.network)} current={chain.network} onDone={close} />
          <AnchorLink to="/network" size="sm" onClick={close}>
            {t('status.open')}
          </AnchorLink>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
