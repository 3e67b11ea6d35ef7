import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { agent } from '../testing/agents.ts'
import { openPage } from '../testing/page.tsx'

const meaning = /^AINU that an agent’s owner puts up/

it('says what a word of the trade means when it is asked, and closes by Escape', async () => {
  await openPage('/agents/did:ainur:summarizer', (state) => (state.agents = [agent()]))
  const ask = await screen.findByRole('button', { name: 'What is a stake?' })
  expect(screen.queryByText(meaning)).toBeNull()
  fireEvent.click(ask)
  expect((await screen.findByText(meaning)).getAttribute('role')).toBe('status')
  expect(ask.getAttribute('aria-expanded')).toBe('true')
  fireEvent.keyDown(screen.getByText(meaning), { key: 'Escape' })
  await waitFor(() => expect(screen.queryByText(meaning)).toBeNull())
})
