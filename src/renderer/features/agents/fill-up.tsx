import type { ButtonProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HostedAgent } from '../../../contract/agents.ts'
import { didName } from '../../ui/names.tsx'
import { SignButton } from './sign-button.tsx'

type Props = Pick<HostedAgent, 'did' | 'owner'> & Pick<ButtonProps, 'size'>

/** Puts money for fees on an agent's key: opens what it costs, to be confirmed. */
export const FillUp = ({ did, owner, size }: Props) => {
  const { t } = useTranslation('agents')
  return (
    <SignButton
      from={owner}
      action={{ type: 'agent.host', did }}
      label={t('page.fillUp')}
      title={t('page.fillUpOf', { agent: didName(did) })}
      lead={t('page.fillUpWhy')}
      confirm={t('page.fillUp')}
      {...(size !== undefined && { size })}
    />
  )
}
