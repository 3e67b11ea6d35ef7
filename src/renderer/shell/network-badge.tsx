import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '../ui/state-badge.tsx'
import { useChain } from './use-system.ts'

/** Which network this is; development networks are amber and say so. */
export const NetworkBadge = () => {
  const { t } = useTranslation('shell')
  const chain = useChain()
  if (!chain) return null
  const kind = chain.development ? 'development' : 'live'
  return (
    <Tooltip label={t(`badge.${kind}Why`)}>
      <Link to="/network" style={{ textDecoration: 'none', display: 'flex' }}>
        <ToneBadge tone={chain.development ? 'warn' : 'ok'}>
          {t(`badge.${kind}`, { name: chain.name })}
        </ToneBadge>
      </Link>
    </Tooltip>
  )
}
