import { Button, Group, Stack, Stepper, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCanGoBack, useLocation, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../contract/wallet.ts'
import { orpc } from '../../../api.ts'
import { ErrorPanel } from '../../../ui/error-panel.tsx'
import { Section } from '../../../ui/page.tsx'
import { StillMissing } from '../../../ui/still-missing.tsx'
import { missing, reachable, type Draft, type DraftOrigin, type Parameters } from './draft.ts'
import { Funds } from './funds.tsx'
import { StepInput } from './step-input.tsx'
import { StepMoney } from './step-money.tsx'
import { StepReview } from './step-review.tsx'
import { StepTrust } from './step-trust.tsx'
import { StepWhat } from './step-what.tsx'
import { steps, type Step } from './steps.ts'
import { Templates } from './templates.tsx'
import { useDraft } from './use-draft.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The step of the wizard from which this one was reached. */
    cameFrom?: string
  }
}

const views = { what: StepWhat, input: StepInput, money: StepMoney, trust: StepTrust }

type Props = {
  origin: DraftOrigin
  begin: Draft
  read: () => Promise<Draft>
  parameters: Parameters
  account: Account
}

/** The steps, of which the address names the one that is shown. */
export const Wizard = ({ origin, begin, read, parameters, account }: Props) => {
  const { t } = useTranslation('tasks')
  const { draft, change, sent, reload, ...keeping } = useDraft(origin, begin, read)
  const { capability, target } = draft
  const offers = useQuery({
    ...orpc.tasks.offers.queryOptions({ input: { capability, target } }),
    enabled: capability !== '',
  }).data
  const { step, go, back } = useStep((asked) => reachable(asked, draft, parameters, offers))
  const fields = useFocusOfStep(step)
  const at = steps.indexOf(step)
  const lacks = missing(step, draft, parameters, offers)
  const View = step === 'review' ? null : views[step]
  return (
    <Stack gap="lg">
      <Stepper active={at} onStepClick={(index) => go(steps[index])} size="sm" aria-label={t('wizard.title')}>
        {steps.map((name) => (
          <Stepper.Step
            key={name}
            label={t(`wizard.steps.${name}`)}
            allowStepSelect={reachable(name, draft, parameters, offers) === name}
          />
        ))}
      </Stepper>
      {step !== 'review' && <Funds account={account} budget={draft.budget} parameters={parameters} />}
      <Section>
        <div ref={fields}>
          {View === null ? (
            <StepReview
              draft={draft}
              account={account}
              parameters={parameters}
              onSent={sent}
              onLeft={() => void reload()}
            />
          ) : (
            <form onSubmit={(event) => (event.preventDefault(), go(steps[at + 1]))}>
              <Stack gap="lg">
                <View draft={draft} change={change} parameters={parameters} offers={offers} />
                <Group justify="space-between" gap="xs">
                  <StillMissing what={lacks.map((one) => t(`wizard.missing.${one}`))} />
                  {at > 0 && (
                    <Button variant="default" onClick={() => back(steps[at - 1])}>
                      {t('wizard.back')}
                    </Button>
                  )}
                  <Button type="submit" disabled={lacks.length > 0}>
                    {t('wizard.next')}
                  </Button>
                </Group>
              </Stack>
            </form>
          )}
        </div>
      </Section>
      <KeptLine {...keeping} draft={draft} />
    </Stack>
  )
}

type KeptProps = Pick<ReturnType<typeof useDraft>, 'draft' | 'isKept' | 'error' | 'keepAgain' | 'startOver'>

/** Whether what is written is kept, and the ways to other tasks than this one. */
const KeptLine = ({ draft, isKept, error, keepAgain, startOver }: KeptProps) => {
  const { t } = useTranslation('tasks')
  if (error) return <ErrorPanel error={error} retry={keepAgain} />
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {isKept && t('wizard.kept')}
      </Text>
      <Group gap="xs">
        <Templates draft={draft} />
        <Button variant="subtle" size="xs" onClick={startOver}>
          {t('wizard.startOver')}
        </Button>
      </Group>
    </Group>
  )
}

/** The step in the address, and how to get to another one. */
const useStep = (reach: (asked: Step) => Step) => {
  const search = useSearch({ from: '/tasks/new' })
  const cameFrom = useLocation({ select: ({ state }) => state.cameFrom })
  const navigate = useNavigate()
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  const step = reach(search.step ?? 'what')
  const to = (next: Step, replace: boolean) =>
    void navigate({ to: '/tasks/new', search: { ...search, step: next }, state: { cameFrom: step }, replace })
  return {
    step,
    go: (next: Step | undefined) => next && to(next, false),
    /** As the browser's Back does, where that is the step before. */
    back: (before: Step | undefined) =>
      before && (canGoBack && cameFrom === before ? history.back() : to(before, true)),
  }
}

/** Moves the focus to the first field whenever another step is shown. */
const useFocusOfStep = (step: Step) => {
  const fields = useRef<HTMLDivElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    const first = ['[data-autofocus]', 'input:checked', 'input, textarea'].map((selector) =>
      fields.current?.querySelector<HTMLElement>(selector),
    )
    first.find((one) => one)?.focus()
  }, [step])
  return fields
}
