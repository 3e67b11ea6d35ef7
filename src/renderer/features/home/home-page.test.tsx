import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openPage } from '../../testing/page.tsx'

it('asks the submitter to look at a result', async () => {
  await openPage('/')
  expect(await screen.findByText(/^Look at the result of “Summarise the minutes/)).toBeTruthy()
})

it('does not ask the owner of the agent that delivered it', async () => {
  await openPage('/', ({ tasks: [task] }) => Object.assign(task ?? {}, { mine: false, hosted: true }))
  expect(await screen.findByText('Nothing needs your attention.')).toBeTruthy()
  expect(screen.queryByText(/^Look at the result/)).toBeNull()
})
