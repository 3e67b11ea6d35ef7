import { Group, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account, Ledger } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Meaning } from '../../ui/glossary.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AgentLink, TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { share, sumPlanck } from '../../ui/planck.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { Time } from '../../ui/time.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'
import classes from './wallet.module.css'
import { figure, formatAinu } from '../../ui/figures.ts'
import { inWords } from '../../said.ts'

type Kind = Ledger['places'][number]['kind']

/** Shades from "yours now" to "at risk", readable without colour because the table names each. */
const colours: Record<Kind, string> = {
  free: 'var(--accent)',
  escrow: '#7a9e3f',
  stake: '#8a6fb8',
  unbonding: '#b79bd9',
  bond: '#c98a2b',
  'dispute-bond': '#c4574c',
  reserved: '#8b9693',
}

/** Words of the trade among the places. */
const terms: Partial<Record<Kind, 'escrow' | 'stake' | 'bond'>> = {
  escrow: 'escrow',
  stake: 'stake',
  bond: 'bond',
  'dispute-bond': 'bond',
}

const Swatch = ({ kind }: { kind: Kind }) => (
  <span className={classes.swatch} style={{ background: colours[kind] }} aria-hidden />
)

type Props = { account: Pick<Account, 'address' | 'backedUp'>; actions?: React.ReactNode }

/** Where every AINU of an account is: one bar and one table that sum to the total. */
export const Funds = ({ account, actions }: Props) => {
  const { t } = useTranslation('wallet')
  const ledger = useQuery(orpc.wallet.ledger.queryOptions({ input: { address: account.address } }))
  return (
    <Section title={t('funds')} flush actions={actions}>
      <QueryView query={ledger}>
        {(data) => <LedgerView account={account} ledger={data} actions={actions} />}
      </QueryView>
    </Section>
  )
}

/** An account that came with its recovery phrase may have been used elsewhere: its coins are looked for here. */
const Nothing = ({ account, actions }: Props) => {
  const { t } = useTranslation('wallet')
  const chain = useQuery(orpc.chain.status.queryOptions()).data
  const elsewhere = account.backedUp && chain?.network.kind === 'embedded'
  return <EmptyState action={actions}>{t(elsewhere ? 'fundsElsewhere' : 'fundsEmpty')}</EmptyState>
}

const LedgerView = ({ account, ledger, actions }: Props & { ledger: Ledger }) => {
  const { t } = useTranslation('wallet')
  const now = useChainNow()
  const places = ledger.places.filter(({ amount }) => amount !== '0')
  if (places.length === 0) return <Nothing account={account} actions={actions} />
  /** Each word once, where it stands first. */
  const explained = new Map(
    Object.entries(terms).flatMap(([kind, term]) => {
      const first = places.find((place) => place.kind === kind)
      return first ? [[first, term] as const] : []
    }),
  )
  const kinds = [...new Set(places.map(({ kind }) => kind))]
  const sumOf = (kind: Kind) => sumPlanck(places.filter((place) => place.kind === kind).map((p) => p.amount))

  const dated = places.some(({ returnsAt }) => returnsAt !== null)
  const when: Column<Ledger['places'][number]> = {
    key: 'when',
    title: t('columns.when'),
    width: 110,
    cell: ({ returnsAt }) => returnsAt !== null && <Time at={returnsAt} now={now} />,
    sort: ({ returnsAt }) => returnsAt,
  }

  return (
    <Stack gap="sm">
      <div
        className={classes.bar}
        role="img"
        aria-label={kinds
          .map((kind) => t('placeSum', { place: t(`place.${kind}`), sum: formatAinu(sumOf(kind)) }))
          .join(', ')}
      >
        {kinds.map((kind) => (
          <span
            key={kind}
            style={{ background: colours[kind], flexGrow: share(sumOf(kind), ledger.total) }}
          />
        ))}
      </div>
      <DataTable
        label={t('funds')}
        // Amounts stay in sight, however long the name of an agent is.
        fixed
        minWidth={dated ? 700 : 590}
        rows={places}
        rowKey={(place) => `${place.kind}-${place.task}-${place.agent}-${place.returnsAt}`}
        columns={[
          {
            key: 'place',
            title: t('columns.place'),
            width: 150,
            cell: (place) => (
              <Group gap="xs" wrap="nowrap">
                <Swatch kind={place.kind} />
                {t(`place.${place.kind}`)}
                {explained.has(place) && <Meaning of={explained.get(place)!} />}
              </Group>
            ),
            sort: ({ kind }) => t(`place.${kind}`),
          },
          {
            key: 'for',
            title: t('columns.for'),
            width: 150,
            cell: ({ task, agent }) =>
              task !== null ? <TaskLink id={task} /> : agent !== null ? <AgentLink did={agent} /> : null,
          },
          {
            key: 'back',
            title: t('columns.back'),
            cell: ({ said, returns }) => <Text size="sm">{inWords(said, returns)}</Text>,
          },
          ...(dated ? [when] : []),
          {
            key: 'amount',
            title: t('columns.amount'),
            align: 'right',
            width: 130,
            cell: ({ amount }) => <Amount value={amount} unit={false} />,
            sort: ({ amount }) => BigInt(amount),
          },
        ]}
        footer={
          <Table.Tr fw={600}>
            <Table.Th colSpan={dated ? 4 : 3} fw={600}>
              {t('total')}{' '}
              <Text span size="sm" c="dimmed">
                {t('fundsAsOf', { block: figure(ledger.block) })}
              </Text>
            </Table.Th>
            <Table.Td ta="right" fw={600}>
              <Amount value={ledger.total} />
            </Table.Td>
          </Table.Tr>
        }
      />
    </Stack>
  )
}
