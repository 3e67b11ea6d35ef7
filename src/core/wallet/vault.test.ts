import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { makeFolder } from '../testing/folder.ts'
import { createVault } from './vault.ts'

const folder = makeFolder()
afterAll(() => folder.remove())
const shell = { protectSecret: null, unprotectSecret: null }
const secret = Buffer.from('a hot key')

it("the machine's key is written whole, for this user alone, and leaves nothing beside it", async () => {
  const file = join(folder.path, 'whole', 'machine.key')
  const sealed = await createVault(shell, file).sealUnattended(secret)
  expect(readdirSync(join(file, '..'))).toEqual(['machine.key'])
  expect(readFileSync(file)).toHaveLength(32)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(Buffer.from(await createVault(shell, file).openUnattended(sealed))).toEqual(secret)
})

it.each([0, 31, 33])('a key file of %i bytes is named and left as it is', async (length) => {
  const file = join(folder.path, `${length}.key`)
  writeFileSync(file, Buffer.alloc(length))
  await expect(createVault(shell, file).sealUnattended(secret)).rejects.toMatchObject({
    code: 'FAULT',
    message: expect.stringContaining('damaged') as string,
  })
  expect(readFileSync(file)).toHaveLength(length)
})
