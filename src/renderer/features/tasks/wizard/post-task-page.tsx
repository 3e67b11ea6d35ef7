import { Button, Group, Stack, Stepper } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '../../../ui/links.tsx'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../contract/wallet.ts'
import { orpc } from '../../../api.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { QueryView } from '../../../ui/query-view.tsx'
import { useAccounts, useActiveAccount } from '../../../ui/use-accounts.ts'
import { complete, defaultDraft, steps, type Draft, type Parameters } from './draft.ts'
import { StepInput } from './step-input.tsx'
import { StepMoney } from './step-money.tsx'
import { StepReview } from './step-review.tsx'
import { StepTrust } from './step-trust.tsx'
import { StepWhat } from './step-what.tsx'

/** Post a task, step by step: what, input, money and time, trust, review. */
export const PostTaskPage = () => {
  const { t } = useTranslation('tasks')
  const accounts = useAccounts()
  const account = useActiveAccount()
  const parameters = useQuery(orpc.chain.parameters.queryOptions())
  return (
    <Page title={t('wizard.title')} lead={t('wizard.lead')} width="narrow">
      {accounts && !account ? (
        <EmptyState action={<ButtonLink to="/wallet">{t('wizard.createAccount')}</ButtonLink>}>
          {t('wizard.noAccount')}
        </EmptyState>
      ) : (
        <QueryView query={parameters}>
          {(known) => account && <Wizard parameters={known} account={account} />}
        </QueryView>
      )}
    </Page>
  )
}

const views = { what: StepWhat, input: StepInput, money: StepMoney, trust: StepTrust }

const Wizard = ({ parameters, account }: { parameters: Parameters; account: Account }) => {
  const { t } = useTranslation('tasks')
  const [draft, setDraft] = useState(() => defaultDraft(parameters))
  const [at, setAt] = useState(0)
  const step = steps[at] ?? 'review'
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const reachable = (index: number) =>
    steps.slice(0, index).every((before) => complete(before, draft, parameters))
  const View = step === 'review' ? null : views[step]
  return (
    <Stack gap="lg">
      <Stepper active={at} onStepClick={setAt} size="sm" aria-label={t('wizard.title')}>
        {steps.map((name, index) => (
          <Stepper.Step key={name} label={t(`wizard.steps.${name}`)} allowStepSelect={reachable(index)} />
        ))}
      </Stepper>
      <Section>
        {View === null ? (
          <StepReview draft={draft} account={account} />
        ) : (
          <form onSubmit={(event) => (event.preventDefault(), setAt(at + 1))}>
            <Stack gap="lg">
              <View draft={draft} change={change} parameters={parameters} />
              <Group justify="flex-end" gap="xs">
                {at > 0 && (
                  <Button variant="default" onClick={() => setAt(at - 1)}>
                    {t('wizard.back')}
                  </Button>
                )}
                <Button type="submit" disabled={!complete(step, draft, parameters)}>
                  {t('wizard.next')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Section>
    </Stack>
  )
}
