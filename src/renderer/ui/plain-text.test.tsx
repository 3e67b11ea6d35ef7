import { fireEvent, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { showPart } from '../testing/page.tsx'
import * as files from './files.ts'
import { PlainText } from './plain-text.tsx'

const show = async (text: string, tail = false) => {
  await showPart(<PlainText text={text} label="Log" tail={tail} />)
  return screen.getByRole('region', { name: 'Log' })
}

it('shows characters that would be invisible or turn a line around', async () => {
  expect((await show('a\u202eb\u0000')).textContent).toBe('a[U+202E]b[U+0000]')
  expect(screen.queryByRole('button', { name: 'Save all of it' })).toBeNull()
})

it('shows a part of a long text, says which, and gives all of it', async () => {
  const saved = vi.spyOn(files, 'save').mockImplementation(() => undefined)
  const text = `first ${'x'.repeat(1_000_000)} last`
  expect((await show(text)).textContent).toMatch(/^first x{99994}$/)
  screen.getByText('Only the beginning is shown here.')
  fireEvent.click(screen.getByRole('button', { name: 'Save all of it' }))
  expect(saved).toHaveBeenCalledWith(text, 'text/plain', 'Log.txt')
})

it('shows the end where that is what matters', async () => {
  expect((await show(`first ${'x'.repeat(1_000_000)} last`, true)).textContent).toMatch(/^x{99995} last$/)
  screen.getByText('Only the end is shown here.')
})
