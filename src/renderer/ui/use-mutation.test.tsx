import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useMutation } from './use-mutation.ts'

const done: { input: string; end: (error?: Error) => void }[] = []

const Button = ({ input }: { input: string }) => {
  const mutation = useMutation({
    mutationFn: (input: string) =>
      new Promise<void>((resolve, reject) =>
        done.push({ input, end: (error) => (error ? reject(error) : resolve()) }),
      ),
  })
  return <button onClick={() => mutation.mutate(input)}>{mutation.status}</button>
}

it('the same asked twice is done once, until the page shows how it ended; something else is done at once', async () => {
  const client = new QueryClient()
  const view = (input: string) => (
    <QueryClientProvider client={client}>
      <Button input={input} />
    </QueryClientProvider>
  )
  const { rerender } = render(view('a'))
  const button = screen.getByRole('button')
  act(() => {
    // Both before the page is drawn again.
    button.click()
    button.click()
  })
  fireEvent.click(button)
  await screen.findByText('pending')
  expect(done.map(({ input }) => input)).toEqual(['a'])

  rerender(view('b'))
  fireEvent.click(button)
  await expect.poll(() => done.map(({ input }) => input)).toEqual(['a', 'b'])

  done[1]!.end(new Error('no'))
  await screen.findByText('error')
  fireEvent.click(button)
  await expect.poll(() => done.map(({ input }) => input)).toEqual(['a', 'b', 'b'])
  done[2]!.end()
  await screen.findByText('success')
})
