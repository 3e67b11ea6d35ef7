import { QueryClientProvider } from '@tanstack/react-query'
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { createQueryClient } from '../../../api.ts'
import { showPart } from '../../../testing/page.tsx'
import { rules } from '../../../testing/samples.ts'
import { defaultDraft, type Draft } from './draft.ts'
import { StepMoney } from './step-money.tsx'

const show = (part: Partial<Draft>) =>
  showPart(
    <QueryClientProvider client={createQueryClient()}>
      <StepMoney
        draft={{ ...defaultDraft(rules()), ...part }}
        change={() => {}}
        parameters={rules()}
        offers={undefined}
      />
    </QueryClientProvider>,
  )
const isInvalid = () => screen.getByLabelText(/Budget/).getAttribute('aria-invalid') === 'true'

it.each([
  ['500000000000', true],
  ['1000000000000', false],
  ['1000000000000000001', true],
])('says what a budget may be when %s planck is not it', async (budget, wrong) => {
  await show({ budget })
  expect(isInvalid()).toBe(wrong)
  expect(screen.queryByText('A budget is between 1 and 1,000,000 AINU.') !== null).toBe(wrong)
})

it.each([
  [59_000, true],
  [60_000, false],
])('says what it means to have %s ms to dispute', async (disputeWindowMs, hasty) => {
  await show({ disputeWindowMs })
  expect(screen.queryByText(/you can hardly look at a result/) !== null).toBe(hasty)
})
