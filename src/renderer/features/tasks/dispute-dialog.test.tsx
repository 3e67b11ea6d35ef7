import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Verification } from '../../../contract/tasks.ts'
import { openPage } from '../../testing/page.tsx'
import type { createTestCore } from '../../testing/core.ts'

type State = ReturnType<typeof createTestCore>['state']
const found = (change: Partial<Verification>) => (state: State) =>
  Object.assign(state.verification, { blame: null, reasons: [], ...change })
const reason = { code: 'result-differs', message: 'Another output.', detail: {} }

/** Opens the dialog on the result of task 7, with a reason written. */
const disputing = async (edit: (state: State) => void = () => undefined) => {
  const page = await openPage('/tasks/7', edit)
  fireEvent.click(await screen.findByRole('button', { name: 'Dispute result' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Dispute result' }))
  fireEvent.change(dialog.getByLabelText(/What is wrong/), { target: { value: 'Too short' } })
  const next = () => dialog.getByRole<HTMLButtonElement>('button', { name: 'Look at the cost' })
  const sure = () => dialog.queryByRole('checkbox')
  return { ...page, dialog, next, sure }
}
/** A run that only ends when it is aborted. */
const endless = (state: State, onAbort: () => void) => {
  state.rerun = (signal) =>
    new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => (onAbort(), reject(new Error('aborted')))),
    )
}

describe('before a result is disputed, it is run again', () => {
  it('and where the run is right, the bond that would be lost is named and has to be confirmed', async () => {
    const { dialog, next, sure, core } = await disputing()
    await dialog.findByText('The run is right: you would lose the bond of 0.5 AINU.')
    expect(next().disabled).toBe(true)
    fireEvent.click(sure()!)
    expect(next().disabled).toBe(false)
    fireEvent.click(next())
    await waitFor(() =>
      expect(core.state.previewed.slice(0, 1)).toEqual([
        { type: 'task.dispute', task: 7, reason: 'Too short' },
      ]),
    )
    dialog.getByText(/^The run is right/)
  })

  it('and a reason that the chain would refuse is refused here, with what is wrong with it', async () => {
    const { dialog, next } = await disputing(
      found({ verdict: 'different', blame: 'agent', reasons: [reason] }),
    )
    await dialog.findByText(/^It differs/)
    const why = (value: string) =>
      fireEvent.change(dialog.getByLabelText(/What is wrong/), { target: { value } })
    for (const hidden of ['Too \u202eshort', '\u2800']) {
      why(hidden)
      dialog.getByText('Characters that cannot be seen must be taken out.')
      expect(next().disabled).toBe(true)
    }
    why(' ')
    expect(dialog.queryByText(/cannot be seen/)).toBeNull()
    expect(next().disabled).toBe(true)
    why('Too short')
    expect(next().disabled).toBe(false)
  })

  it('and where it differs, it says how, and nothing is to be confirmed', async () => {
    const { dialog, next, sure } = await disputing(
      found({ verdict: 'different', blame: 'agent', reasons: [reason] }),
    )
    await dialog.findByText(/^It differs/)
    dialog.getByText(/^Another output\. .*bond of 0\.5 AINU come back/)
    expect(sure()).toBeNull()
    expect(next().disabled).toBe(false)
  })

  it.each([
    ['agent', /decided for you/],
    [null, /agent is paid and the bond of 0\.5 AINU comes back/],
  ] as const)(
    'and where it cannot be, because of %s, it says why and what that means',
    async (blame, what) => {
      const { dialog, next, sure } = await disputing(
        found({ verdict: 'cannot', blame, reasons: [{ ...reason, message: 'The program is gone.' }] }),
      )
      await dialog.findByText('It cannot be verified.')
      expect(dialog.getByText(/^The program is gone\./).textContent).toMatch(what)
      expect(next().disabled).toBe(true)
      fireEvent.click(sure()!)
      expect(next().disabled).toBe(false)
    },
  )

  it('unless it is checked by hand', async () => {
    let runs = 0
    const { dialog, sure } = await disputing((state) => {
      state.detail.trust = 'manual'
      state.rerun = () => (runs++, Promise.resolve())
    })
    await dialog.findByText('It cannot be verified.')
    dialog.getByText(/checked by hand/)
    expect(sure()).not.toBeNull()
    expect(runs).toBe(0)
  })

  it('with a word about it; stopped, the run is said not to be known, and can begin again', async () => {
    let aborted = 0
    const { dialog, next, core } = await disputing((state) => endless(state, () => aborted++))
    await dialog.findByText('Running the task again on this machine…')
    expect(next().disabled).toBe(true)
    fireEvent.click(await dialog.findByRole('button', { name: 'Stop' }))
    await dialog.findByText('You do not know whether the run is right.')
    expect(aborted).toBe(1)
    expect(next().disabled).toBe(true)
    core.state.rerun = () => Promise.resolve()
    fireEvent.click(dialog.getByRole('button', { name: 'Verify: run it again' }))
    await dialog.findByText(/^The run is right/)
  })

  it('until the dialog is closed', async () => {
    let aborted = 0
    const { dialog } = await disputing((state) => endless(state, () => aborted++))
    await dialog.findByText('Running the task again on this machine…')
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' })
    await waitFor(() => expect(aborted).toBe(1))
  })
})
