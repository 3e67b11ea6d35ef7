import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { AnchorLink, ButtonLink } from '../../ui/links.tsx'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentPackage } from '../../../contract/agents.ts'
import { Did, DID_PREFIX, type Address } from '../../../contract/common.ts'
import { orpc } from '../../api.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { Meaning } from '../../ui/glossary.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { StillMissing } from '../../ui/still-missing.tsx'
import { SignPanel } from '../../ui/sign-panel.tsx'
import { useActiveAccount } from '../../ui/use-accounts.ts'
import { formatAinu } from '../../ui/figures.ts'
import { didName } from '../../ui/names.tsx'
import { freeDid, isTaken } from './free-did.ts'

/** The button and dialog that register a package as an agent of the active account and host it here. */
export const HostDialog = ({ pack }: { pack: AgentPackage }) => {
  const { t } = useTranslation('agents')
  const opened = useSearch({ from: '/agents' }).host === pack.id
  const navigate = useNavigate({ from: '/agents' })
  const show = (host: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, tab: 'catalogue', host }), replace: true })
  const account = useActiveAccount()
  const title = t('hosting.title', { title: pack.manifest.title })
  return (
    <>
      <Button onClick={() => show(pack.id)}>{title}</Button>
      <Modal opened={opened} onClose={() => show(undefined)} title={title} size="lg">
        {account ? (
          <HostForm pack={pack} from={account.address} />
        ) : (
          <EmptyState action={<ButtonLink to="/wallet">{t('hosting.createAccount')}</ButtonLink>}>
            {t('hosting.noAccount')}
          </EmptyState>
        )}
      </Modal>
    </>
  )
}

/** The name of the agent to be: one that is free, until another is typed; null for what cannot be a name. */
const useName = (wanted: string, owner: Address) => {
  const [typed, setName] = useState<string | null>(null)
  const free = useQuery({
    queryKey: ['agents', 'free-did', wanted, owner],
    queryFn: ({ signal }) => freeDid(wanted, owner, signal),
    gcTime: 0,
  })
  const name = typed ?? (free.data ? didName(free.data) : '')
  const did = Did.safeParse(`${DID_PREFIX}${name}`).data ?? null
  const taken = useQuery({
    queryKey: ['agents', 'taken', did],
    queryFn: ({ signal }) => isTaken(did ?? '', signal),
    enabled: typed !== null && did !== null,
    gcTime: 0,
  })
  const error = taken.data ? 'didTaken' : did === null && !free.isPending ? 'didBad' : null
  return { name, setName, did: taken.data ? null : did, error } as const
}

const HostForm = ({ pack, from }: { pack: AgentPackage; from: string }) => {
  const { t } = useTranslation('agents')
  const minStake = useQuery(orpc.chain.parameters.queryOptions()).data?.minStake
  const { name, setName, did, error } = useName(pack.manifest.name, from)
  const [price, setPrice] = useState<string | null>(pack.manifest.capabilities[0]?.price ?? null)
  const [chosenStake, setStake] = useState<string | null>(null)
  const [ready, setReady] = useState(false)
  const stake = chosenStake ?? minStake ?? null
  const lacks = [
    !did && t('hosting.missing.did'),
    !price && t('hosting.missing.price'),
    (!stake || BigInt(stake) < BigInt(minStake ?? '0')) &&
      t('hosting.missing.stake', { least: formatAinu(minStake ?? '0') }),
  ].filter((one) => one !== false)
  if (ready && did && price && stake)
    return (
      <SignPanel
        from={from}
        action={{
          type: 'agent.register',
          packageId: pack.id,
          did,
          price,
          stake,
          host: true,
          capabilities: pack.manifest.capabilities.map((one) => one.name),
        }}
        confirm={t('hosting.sign')}
        onCancel={() => setReady(false)}
        after={() => (
          <AnchorLink to="/agents/$did" params={{ did }}>
            {t('hosting.done')}
          </AnchorLink>
        )}
      />
    )
  return (
    <form onSubmit={(event) => (event.preventDefault(), setReady(true))}>
      <Stack gap="md">
        <TextInput
          label={t('hosting.did')}
          description={t('hosting.didHint')}
          leftSection={
            <Text size="sm" c="dimmed">
              {DID_PREFIX}
            </Text>
          }
          leftSectionWidth={84}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={error && t(`hosting.${error}`)}
          required
          data-autofocus
        />
        <AmountInput
          label={t('hosting.price')}
          description={t('hosting.priceHint')}
          value={price}
          onChange={setPrice}
          required
        />
        <AmountInput
          label={t('hosting.stake')}
          description={minStake && t('hosting.stakeHint', { least: formatAinu(minStake) })}
          value={stake}
          onChange={setStake}
          required
        />
        <Text size="sm" c="dimmed">
          {t('hosting.why')} <Meaning of="stake" /> <Meaning of="bond" />
        </Text>
        <Group justify="flex-end">
          <StillMissing what={lacks} />
          <Button type="submit" disabled={lacks.length > 0}>
            {t('hosting.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
