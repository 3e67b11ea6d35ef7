import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { Facts, Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { Duration } from '../../ui/time.tsx'

const amounts = ['minStake', 'minBond', 'existentialDeposit'] as const
const times = ['minBiddingMs', 'startMs', 'minDisputeMs', 'resolutionMs', 'unbondingMs'] as const

/** The figures the chain's rules work with. */
export const ChainRules = () => {
  const { t } = useTranslation('network')
  const rules = useQuery(orpc.chain.parameters.queryOptions())
  return (
    <Section title={t('parameters.title')}>
      <QueryView query={rules}>
        {(data) => (
          <Facts
            rows={[
              [t('parameters.protocolFee'), `${data.protocolFeePpm / 10_000} %`],
              ...amounts.map((key): [string, React.ReactNode] => [
                t(`parameters.${key}`),
                <Amount key={key} value={data[key]} />,
              ]),
              ...times.map((key): [string, React.ReactNode] => [
                t(`parameters.${key}`),
                <Duration key={key} ms={data[key]} />,
              ]),
            ]}
          />
        )}
      </QueryView>
    </Section>
  )
}
