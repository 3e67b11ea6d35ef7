import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DID_PREFIX, type Address, type Did } from '../../contract/common.ts'
import { useAccount } from './use-accounts.ts'
import { Copyable, shorten } from './copyable.tsx'
import { Identicon } from './identicon.tsx'

type AccountProps = {
  address: Address
  /** It can be copied, and leads to the wallet where it is ours; default. Not where that would lose what is being done. */
  copy?: boolean
  /** For tables: an account with a name shows the name alone, its address on hover. */
  compact?: boolean
}

/** An account: identicon, the wallet's name for it where there is one, leading there, and its short address to copy. */
export const AccountName = ({ address, copy = true, compact = false }: AccountProps) => {
  const { t } = useTranslation()
  const account = useAccount(address)
  return (
    <Group
      gap={6}
      wrap="nowrap"
      component="span"
      display="inline-flex"
      style={{ verticalAlign: 'middle' }}
      maw="100%"
    >
      <Identicon value={address} />
      {account &&
        (copy ? (
          <Anchor
            component={Link}
            to={`/wallet/${address}`}
            title={`${t('openAccount')}: ${address}`}
            inherit
            truncate
          >
            {account.name}
          </Anchor>
        ) : (
          <Text span inherit truncate>
            {account.name}
          </Text>
        ))}
      {compact && account ? null : copy ? (
        <Copyable value={address} what={t('address')} c={account ? 'dimmed' : undefined} fz="sm" />
      ) : (
        <Text span inherit ff="monospace" fz="sm" c={account ? 'dimmed' : undefined}>
          {shorten(address)}
        </Text>
      )}
    </Group>
  )
}

/** The name part of a DID: "summarizer" of "did:ainur:summarizer". */
export const didName = (did: Did) => did.slice(DID_PREFIX.length)

/** An agent by its DID, leading to its page. */
export const AgentLink = ({ did, title }: { did: Did; title?: string | null }) => (
  <Group
    gap={6}
    wrap="nowrap"
    component="span"
    display="inline-flex"
    style={{ verticalAlign: 'middle' }}
    maw="100%"
  >
    <Identicon value={did} />
    <Anchor component={Link} to={`/agents/${encodeURIComponent(did)}`} title={did} truncate inherit>
      {title ?? didName(did)}
    </Anchor>
  </Group>
)

/** A task by its number and title, leading to its page. */
export const TaskLink = ({ id, title }: { id: number; title?: string | null }) => (
  <Anchor component={Link} to={`/tasks/${id}`} inherit style={{ overflowWrap: 'anywhere' }}>
    {title ? `#${id} ${title}` : `#${id}`}
  </Anchor>
)
