import type crypto from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { Secret } from './secret.ts'
import { failure, makeWallet } from './testing/wallet.ts'

// Each derivation of a key takes a core for a third of a second.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** How many derivations run at the same time, and a gate that a test can hold them at. */
const seen = vi.hoisted(() => ({ now: 0, most: 0, calls: 0, hold: null as Promise<void> | null }))
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>()
  type Done = (error: Error | null, key: Buffer) => void
  const counted = (password: string, salt: string, length: number, options: object, done: Done) => {
    seen.calls += 1
    seen.most = Math.max(seen.most, ++seen.now)
    void Promise.resolve(seen.hold).then(() =>
      real.scrypt(password, salt, length, options, (error, key) => {
        seen.now -= 1
        done(error, key)
      }),
    )
  }
  return { ...real, scrypt: counted }
})

const good = new Secret('correct horse battery')
let made: ReturnType<typeof makeWallet>
let address: string
beforeAll(async () => {
  made = makeWallet()
  await made.wallet.start()
  ;({ address } = (await made.wallet.create('Mine', good)).account)
  made.wallet.lock(address)
})
afterEach(() => {
  vi.useRealTimers()
  seen.hold = null
})
afterAll(() => made.stop())
const tryAll = [
  (words: Secret) => made.wallet.unlock(address, words, 1),
  (words: Secret) => made.wallet.exportJson(address, words, good),
  (words: Secret) => made.wallet.revealMnemonic(address, words),
  (words: Secret) => made.wallet.changePassphrase(address, words, good),
]

it('whatever tries a passphrase waits after some wrong ones, also after a restart', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  for (const attempt of tryAll.slice(1))
    expect((await failure(() => attempt(new Secret('wrong horse')))).code).toBe('WRONG_PASSPHRASE')
  const calls = seen.calls
  for (const attempt of tryAll) {
    const error = await failure(() => attempt(good))
    expect(error).toMatchObject({ code: 'TOO_SOON', message: expect.stringContaining('again in 1 s') })
  }
  made = made.again()
  await made.wallet.start()
  expect((await failure(() => tryAll[0]!(good))).code).toBe('TOO_SOON')
  // None of these cost a derivation.
  expect(seen.calls).toBe(calls)
  vi.setSystemTime(Date.now() + 1_000)
  expect(await tryAll[0]!(good)).toMatchObject({ unlocked: true })
})

it('many tries at once are as many as one after the other', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  seen.most = seen.calls = 0
  const all = await Promise.all(
    Array.from({ length: 8 }, () => failure(() => made.wallet.unlock(address, new Secret('wrong horse'), 1))),
  )
  expect(all.filter(({ code }) => code === 'WRONG_PASSPHRASE')).toHaveLength(3)
  expect(all.filter(({ code }) => code === 'TOO_SOON')).toHaveLength(5)
  expect(seen).toMatchObject({ most: 1, calls: 3 })
  vi.setSystemTime(Date.now() + 900_000)
  await made.wallet.unlock(address, good, 1)
})

it('derivations never run side by side, so that reading files goes on', async () => {
  const gate = Promise.withResolvers<void>()
  seen.hold = gate.promise
  seen.most = 0
  const work = [
    made.wallet.unlock(address, good, 1),
    made.wallet.create('Second', good),
    made.wallet.importRaw('Third', new Secret(`0x${'4f8d'.repeat(16)}`), good),
    made.wallet.exportJson(address, good),
  ]
  expect((await readFile(made.file)).length).toBeGreaterThan(0)
  gate.resolve()
  await Promise.all(work)
  expect(seen.most).toBe(1)
})

it('an unlock that is given up opens nothing', async () => {
  made.wallet.lock(address)
  const gate = Promise.withResolvers<void>()
  seen.hold = gate.promise
  const ending = new AbortController()
  const given = made.wallet.unlock(address, good, 1, ending.signal)
  await expect.poll(() => seen.now).toBe(1)
  ending.abort(new Error('the page was closed'))
  await expect(given).rejects.toThrow('the page was closed')
  gate.resolve()
  // The next one waits for its turn: then the one before is over.
  await failure(() => made.wallet.revealMnemonic(address, new Secret('wrong horse')))
  expect((await failure(() => made.wallet.signer(address))).code).toBe('LOCKED')
})
