import { expect, test } from 'vitest'
import { metadata, metadataHash, specVersion } from './ask-runtime.ts'
import { readMetadata, readMetadataIndex } from './metadata.ts'
import { pack, unpack } from './pack.ts'
import { readBlob, readRecord, sha256 } from './record.ts'
import { isTestOnly, sourceHash, treeHash } from './source-hash.ts'

const record = readRecord()
const wasm = unpack(readBlob())

test('the committed runtime is the recorded one and made from these sources', () => {
  expect(record).toMatchObject({
    sha256: sha256(readBlob()),
    size: readBlob().length,
    sourceHash: sourceHash(),
  })
})

test('the record says what the runtime says about itself', async () => {
  expect(record?.specVersion).toBe(await specVersion(wasm))
  expect(record?.metadataHash).toBe(await metadataHash(wasm))
})

test('the runtime holds the hash of its own metadata, which offline signers check', () => {
  expect(wasm.includes(Buffer.from(record?.metadataHash ?? '', 'hex'))).toBe(true)
})

test('the metadata that ships is what the runtime says of itself, and no earlier one was changed', async () => {
  const all = readMetadataIndex()
  for (const entry of all) expect(sha256(readMetadata(entry)), entry.file).toBe(entry.sha256)
  const own = all.find((entry) => entry.specVersion === record?.specVersion)
  expect(own).toMatchObject({ specName: 'ainur', digest: record?.metadataHash })
  expect(readMetadata(own!).equals(await metadata(wasm))).toBe(true)
})

test('the runtime names no directory of the machine that built it', () => {
  const text = wasm.toString('latin1')
  expect(text).not.toMatch(/\/(root|home|work|tmp|Users)\//)
  expect(text).toMatch(/\/crates\/frame-support/)
})

test('packing keeps every byte and says that it is packed', () => {
  const part = wasm.subarray(0, 200_000)
  const packed = pack(part)
  expect(packed.subarray(0, 8).toString('hex')).toBe('52bc537646db8e05')
  expect(packed.length).toBeLessThan(part.length / 2)
  expect(unpack(packed).equals(part)).toBe(true)
  expect(() => unpack(wasm)).toThrow('not a compressed runtime')
})

test('tests belong to what is verified and not to what makes the blob', () => {
  expect(treeHash()).toMatch(/^[0-9a-f]{64}$/)
  expect(treeHash()).not.toBe(sourceHash())
  for (const path of ['tests.rs', 'tests/market.rs', 'mock.rs', 'mock/market.rs']) {
    expect(isTestOnly(`pallets/tasks/src/${path}`), path).toBe(true)
  }
  for (const path of ['lib.rs', 'matching.rs', 'latest.rs'])
    expect(isTestOnly(`pallets/tasks/src/${path}`), path).toBe(false)
})
