import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../contract/wallet.ts'
import { orpc } from '../../../api.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { Page } from '../../../ui/page.tsx'
import { QueryView } from '../../../ui/query-view.tsx'
import { useAccounts, useActiveAccount } from '../../../ui/use-accounts.ts'
import { defaultDraft, type DraftOrigin, type Parameters } from './draft.ts'
import { Wizard } from './wizard.tsx'

/** Post a task, step by step: what, input, money and time, trust, review. */
export const PostTaskPage = () => {
  const { t } = useTranslation('tasks')
  const accounts = useAccounts()
  const account = useActiveAccount()
  const parameters = useQuery(orpc.chain.parameters.queryOptions())
  const { task, template } = useSearch({ from: '/tasks/new' })
  return (
    <Page title={t('wizard.title')} lead={t('wizard.lead')} width="narrow">
      {accounts && !account ? (
        <EmptyState action={<ButtonLink to="/wallet">{t('wizard.createAccount')}</ButtonLink>}>
          {t('wizard.noAccount')}
        </EmptyState>
      ) : (
        <QueryView query={parameters}>
          {(known) =>
            account && (
              <Kept key={template ?? task} origin={{ task, template }} parameters={known} account={account} />
            )
          }
        </QueryView>
      )}
    </Page>
  )
}

type KeptProps = { origin: DraftOrigin; parameters: Parameters; account: Account }

/** The wizard, once it is known what was written before. */
const Kept = ({ origin, parameters, account }: KeptProps) => {
  const queries = useQueryClient()
  // What is written is the wizard's; another visit asks again.
  const options = orpc.tasks.draft.queryOptions({ input: origin })
  const query = useQuery({ ...options, gcTime: 0 })
  const read = async () =>
    (await queries.fetchQuery({ ...options, staleTime: 0 })).draft ?? defaultDraft(parameters)
  return (
    <QueryView query={query}>
      {({ draft }) => (
        <Wizard {...{ origin, parameters, account, read }} begin={draft ?? defaultDraft(parameters)} />
      )}
    </QueryView>
  )
}
