import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
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
