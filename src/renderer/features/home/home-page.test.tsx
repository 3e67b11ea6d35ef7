import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { hosted } from '../../testing/agents.ts'
import { openPage } from '../../testing/page.tsx'

it('asks the submitter to look at a result', async () => {
  await openPage('/')
  await screen.findByText(/^Look at the result of “Summarise the minutes/)
})

it('does not ask the owner of the agent that delivered it', async () => {
  await openPage('/', ({ tasks: [task] }) => Object.assign(task ?? {}, { mine: false, hosted: true }))
  await screen.findByText('Nothing needs your attention.')
  expect(screen.queryByText(/^Look at the result/)).toBeNull()
})

it('asks to fill up the key of an agent that has little left for fees, in the words of the core', async () => {
  const facts = { free: '10000000001' }
  await openPage('/', (state) => {
    const said = { code: 'reasons.hot-key-low/busy', facts }
    state.hosted = [{ ...hosted(), error: { code: 'hot-key-low', message: '', detail: {}, said } }]
  })
  await screen.findByText(
    /^summarizer: The hot key has 0.010000000001 AINU left for fees.* takes no more tasks/,
  )
})
