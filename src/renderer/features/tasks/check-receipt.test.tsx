import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { openPage } from '../../testing/page.tsx'

afterEach(() => void vi.restoreAllMocks())

/** Saves the receipt of the task that the page shows. */
const saveReceipt = async () => {
  const made: Blob[] = []
  URL.createObjectURL = (blob: Blob) => `blob:${made.push(blob)}`
  URL.revokeObjectURL = () => undefined
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  fireEvent.click(await screen.findByRole('button', { name: 'Save as file' }))
  click.mockRestore()
  return made[0]!
}
const check = async (content: BlobPart) => {
  fireEvent.click(await screen.findByRole('button', { name: 'Check a receipt' }))
  const dialog = await screen.findByRole('dialog')
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!
  fireEvent.change(input, { target: { files: [new File([content], 'receipt.json')] } })
  return within(dialog)
}

it('a receipt is saved, and found genuine when it comes back', async () => {
  const { router } = await openPage('/tasks/7')
  const text = await (await saveReceipt()).text()
  await router.navigate({ to: '/tasks' })
  const dialog = await check(text)
  await dialog.findByText('The receipt is genuine.')
  fireEvent.click(dialog.getByRole('link', { name: '#7' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/tasks/7'))
})

it('a receipt that was changed does not hold', async () => {
  const { core } = await openPage('/tasks')
  const { receipt } = core.state.detail.receipt!
  const dialog = await check(JSON.stringify({ ...receipt, run: { ...receipt.run, fuel: '1' } }))
  await dialog.findByText('The receipt does not hold.')
  dialog.getByText(/It does not fit/)
})

it.each(['', 'nonsense', '{}', '[]', '{"schema":"ainur/receipt@1"}', 'null'])(
  '%j is no receipt, and the page says which file would be',
  async (text) => {
    await openPage('/tasks')
    const dialog = await check(text)
    await dialog.findByText('This file is not a receipt.')
  },
)
