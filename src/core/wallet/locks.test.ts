import { Keyring } from '@polkadot/keyring'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLocks } from './locks.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const makePair = () => new Keyring({ type: 'ed25519' }).addFromSeed(new Uint8Array(32).fill(7))

it('locks a key after its minutes and tells of it', () => {
  const onChange = vi.fn()
  const locks = createLocks(onChange)
  const pair = makePair()
  locks.open(pair, 5)
  expect(locks.get(pair.address)?.until).toBe(Date.now() + 300_000)
  vi.advanceTimersByTime(299_000)
  expect(locks.get(pair.address)?.pair.isLocked).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(locks.get(pair.address)).toBeNull()
  expect(pair.isLocked).toBe(true)
  expect(onChange).toHaveBeenCalledOnce()
})

it('keeps a key until quit for 0 minutes, and begins anew when it is opened again', () => {
  const locks = createLocks(() => {})
  const pair = makePair()
  locks.open(pair, 1)
  const again = makePair()
  locks.open(again, 0)
  expect(pair.isLocked).toBe(true)
  vi.advanceTimersByTime(86_400_000)
  expect(locks.get(again.address)).toMatchObject({ until: null })
  locks.closeAll()
  expect(again.isLocked).toBe(true)
})

it('locks a key whose time ran out while the computer slept, when it is asked for', () => {
  const onChange = vi.fn()
  const locks = createLocks(onChange)
  const pair = makePair()
  locks.open(pair, 5)
  // A sleeping computer's timers stand still; its clock goes on.
  vi.setSystemTime(Date.now() + 300_000)
  expect(locks.get(pair.address)).toBeNull()
  expect(pair.isLocked).toBe(true)
  expect(onChange).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(300_000)
  expect(onChange).toHaveBeenCalledOnce()
})
