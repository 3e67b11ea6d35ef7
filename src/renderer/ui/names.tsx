import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DID_PREFIX, type Address, type Did } from '../../contract/common.ts'
import { useAccount } from './use-accounts.ts'
import { useContact } from './use-contacts.ts'
import { Copyable, shorten } from './copyable.tsx'
import { Identicon } from './identicon.tsx'
import { AnchorLink } from './links.tsx'

type AccountProps = {
  address: Address
  /** It can be copied, and leads to the wallet where it is ours; default. Not where that would lose what is being done. */
  copy?: boolean
  /** For tables: an account with a name shows the name alone, its address on hover. */
  compact?: boolean
}

/**
 * An account: identicon, the name that the wallet or the address book has for it, leading there, and its short address
 * to copy.
 */
export const AccountName = ({ address, copy = true, compact = false }: AccountProps) => {
  const { t } = useTranslation()
  const own = useAccount(address)
  const contact = useContact(address)
  const named = own ?? contact
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
      {named && (copy ? <NameLink own={own !== undefined} {...named} /> : <Name>{named.name}</Name>)}
      {compact && named ? null : copy ? (
        <Copyable value={address} what={t('address')} c={named ? 'dimmed' : undefined} fz="sm" />
      ) : (
        <Text span inherit ff="monospace" fz="sm" c={named ? 'dimmed' : undefined}>
          {shorten(address)}
        </Text>
      )}
    </Group>
  )
}

const Name = ({ children }: { children: string }) => (
  <Text span inherit truncate>
    {children}
  </Text>
)

/** To the wallet for an account of one's own, else to the address book. */
const NameLink = ({ address, name, own }: { address: Address; name: string; own: boolean }) => {
  const { t } = useTranslation()
  const look = {
    inherit: true,
    truncate: true,
    title: `${t(own ? 'openAccount' : 'openContact')}: ${address}`,
  }
  if (own)
    return (
      <Anchor component={Link} to={`/wallet/${address}`} {...look}>
        {name}
      </Anchor>
    )
  return (
    <AnchorLink to="/contacts" search={{ text: address }} {...look}>
      {name}
    </AnchorLink>
  )
}

/** The name part of a DID: "summarizer" of "did:ainur:summarizer". */
export const didName = (did: Did) => did.slice(DID_PREFIX.length)

/** An agent by its DID, leading to its page: a title, which others may have too, never stands without the name. */
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
    {title && (
      <Text span inherit c="dimmed" truncate>
        {didName(did)}
      </Text>
    )}
  </Group>
)

/** An agent with its owner below; far enough apart that a finger hits the one it means. */
export const OwnedAgent = ({ owner, ...agent }: { did: Did; title?: string | null; owner: Address }) => (
  <Stack gap={6} align="flex-start" maw="100%">
    <AgentLink {...agent} />
    <Owner address={owner} />
  </Stack>
)

export const Owner = ({ address }: { address: Address }) => {
  const { t } = useTranslation()
  return (
    <Text size="sm" c="dimmed" component="div" maw="100%">
      {t('of')} <AccountName address={address} compact />
    </Text>
  )
}

/** A task by its number and title, leading to its page. */
export const TaskLink = ({ id, title }: { id: number; title?: string | null }) => (
  <Anchor component={Link} to={`/tasks/${id}`} inherit style={{ overflowWrap: 'anywhere' }}>
    {title ? `#${id} ${title}` : `#${id}`}
  </Anchor>
)
