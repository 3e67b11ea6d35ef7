import { expect, it } from 'vitest'
import { coalesced } from './coalesced.ts'

it('what is asked for during a run is done once after it, and a failure keeps nothing from being done', async () => {
  const gates: PromiseWithResolvers<void>[] = []
  const errors: unknown[] = []
  const ask = coalesced(
    () => {
      gates.push(Promise.withResolvers())
      return gates.at(-1)!.promise
    },
    (error) => void errors.push(error),
  )
  await ask.idle()
  expect(gates).toHaveLength(0)

  ask()
  ask()
  ask()
  expect(gates).toHaveLength(1)
  gates[0]!.reject(new Error('tired'))
  await expect.poll(() => gates.length).toBe(2)
  expect(errors).toEqual([new Error('tired')])

  const idle = ask.idle()
  gates[1]!.resolve()
  await idle
  expect(gates).toHaveLength(2)
  ask()
  expect(gates).toHaveLength(3)
  gates[2]!.resolve()
  await ask.idle()
})
