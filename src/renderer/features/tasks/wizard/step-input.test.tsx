import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { openPage } from '../../../testing/page.tsx'
import { rules } from '../../../testing/samples.ts'
import { defaultDraft, type Draft } from './draft.ts'

afterEach(cleanup)

const open = (part: Partial<Draft> = {}, edit: Parameters<typeof openPage>[1] = () => {}) =>
  openPage('/tasks/new?step=input', (state) => {
    state.drafts['new'] = { ...defaultDraft(rules()), capability: 'summarize', title: 'Minutes', ...part }
    edit(state)
  })
const mediaType = () => screen.findByRole<HTMLInputElement>('combobox', { name: 'Media type' })
const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Continue' })

async function drop(name: string, bytes: Uint8Array, type = '') {
  await screen.findByText(/^Drop a file here/)
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!
  const file = new File([new Uint8Array(bytes)], name, { type })
  // jsdom has no reader for it.
  file.arrayBuffer = () => Promise.resolve(bytes.slice().buffer)
  fireEvent.change(input, { target: { files: [file] } })
}
const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'We met.'].flatMap((each) => [each.charCodeAt(0), 0])])

describe('the media type of a file', () => {
  it.each([
    ['minutes.txt', utf16, 'text/plain', 'text/plain;charset=utf-16le'],
    ['minutes.MD', Uint8Array.from([35, 32, 65]), '', 'text/markdown'],
    ['index.ts', Uint8Array.from([97, 59, 10]), 'video/mp2t', 'text/typescript'],
  ])('%s is found and kept', async (name, bytes, said, expected) => {
    const { core } = await open({ source: 'file' })
    await drop(name, bytes, said)
    expect((await mediaType()).value).toBe(expected)
    await waitFor(() => expect(core.state.drafts['new']?.file?.mediaType).toBe(expected))
  })

  it('that no agent takes is not let through, and can be changed', async () => {
    await open({ source: 'file' })
    await drop('index.ts', Uint8Array.from([97, 59, 10]))
    expect(await screen.findByText('No agent takes this. What they take: text/plain')).toBeTruthy()
    expect(screen.getByText('Still missing: an input that an agent takes.')).toBeTruthy()
    expect(next().disabled).toBe(true)
    fireEvent.change(await mediaType(), { target: { value: 'TEXT/plain; charset=UTF-8' } })
    expect(next().disabled).toBe(false)
    fireEvent.change(await mediaType(), { target: { value: 'plain' } })
    expect(await screen.findByText(/^a media type is like/)).toBeTruthy()
    expect(screen.getByText('Still missing: a media type.')).toBeTruthy()
    expect(next().disabled).toBe(true)
  })

  it('is let through where an agent is not known well enough to say', async () => {
    await open({ source: 'file' }, (state) => (state.offers.unknown = 1))
    await drop('index.ts', Uint8Array.from([97, 59, 10]))
    await mediaType()
    expect(next().disabled).toBe(false)
  })
})

it('takes no file in which nothing stands', async () => {
  const { core } = await open({ source: 'file' })
  await drop('blank.txt', Uint8Array.from([32, 32, 13, 10, 32]))
  expect((await screen.findByRole('alert')).textContent).toBe(
    'There is nothing in this file but empty space.',
  )
  expect(core.asked).not.toContain('content.add')
})

it('keeps the media type of an example when its text is changed, and knows that what is typed is UTF-8', async () => {
  const { core } = await open({}, ({ offers }) => {
    const [offer] = offers.known
    offer!.capability.input = ['text/*']
    offer!.capability.examples[0]!.mediaType = 'text/markdown'
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Use an example' }))
  fireEvent.change(screen.getByRole('textbox', { name: /^Text for the agent/ }), { target: { value: '# A' } })
  expect((await mediaType()).value).toBe('text/markdown')
  fireEvent.change(await mediaType(), { target: { value: 'text/markdown;charset=utf-16' } })
  expect(await screen.findByText(/^What is written here is UTF-8/)).toBeTruthy()
  expect(next().disabled).toBe(true)
  fireEvent.change(await mediaType(), { target: { value: 'text/markdown' } })
  fireEvent.click(next())
  await screen.findByRole('textbox', { name: /^Budget/ })
  await waitFor(() =>
    expect(core.state.outlooks.at(-1)?.input).toEqual({
      mediaType: 'text/markdown',
      size: 3,
      parameters: {},
    }),
  )
})
