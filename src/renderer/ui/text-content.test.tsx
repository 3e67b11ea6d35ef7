import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { showPart } from '../testing/page.tsx'
import { TextContent } from './text-content.tsx'

const show = async (text: string, mediaType: string) => {
  await showPart(<TextContent text={text} mediaType={mediaType} label="Result" />)
  return screen.getByRole('region', { name: 'Result' })
}

it('shows Markdown as what it means', async () => {
  const region = await show('- one\n- two\n\n**Key words:** three', 'text/markdown; charset=utf-8')
  await waitFor(() => expect(region.querySelector('ul')).not.toBeNull())
  expect([...region.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['one', 'two'])
  expect(region.querySelector('strong')?.textContent).toBe('Key words:')
})

it('keeps what an agent wrote from leading or loading anything', async () => {
  const region = await show(
    '[click](https://evil.example) ![a picture](https://evil.example/x.png) [too]\n\n[too]: x <b onclick="f()">b</b>',
    'text/markdown',
  )
  await waitFor(() => expect(region.querySelector('p')).not.toBeNull())
  expect(region.querySelectorAll('a, img, b')).toHaveLength(0)
  expect(region.textContent).toContain('click a picture')
})

it('shows other text as it is', async () => {
  expect((await show('**not bold** <i>', 'text/plain')).textContent).toBe('**not bold** <i>')
})

it('shows the beginning of a text that is too long for a page, and says so', async () => {
  expect((await show('x'.repeat(200_000), 'text/plain')).textContent).toHaveLength(100_000)
  screen.getByText(/Only the beginning/)
})
