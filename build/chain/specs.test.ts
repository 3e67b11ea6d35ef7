import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readBlob, sha256 } from './record.ts'
import { makeSpecs, readSpecsRecord, specFile } from './specs.ts'

test('the chain specifications that ship are what the committed runtime makes', async () => {
  const { files, record } = await makeSpecs()
  expect(readSpecsRecord()).toEqual(record)
  expect(record.runtimeSha256).toBe(sha256(readBlob()))
  for (const [name, text] of files) {
    // Not by toBe: a million characters of difference help nobody.
    expect(readFileSync(specFile(name), 'utf8') === text, `${name}: run npx node build/chain-specs.ts`).toBe(
      true,
    )
  }
})

test('two of them are two chains', async () => {
  const { record } = await makeSpecs()
  const hashes = Object.values(record.specs).map(({ genesisHash }) => genesisHash)
  expect(new Set(hashes).size).toBe(hashes.length)
})
