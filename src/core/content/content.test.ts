import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Keyring } from '@polkadot/keyring'
import { CID } from 'multiformats/cid'
import { afterEach, describe, expect, it } from 'vitest'
import { createContentGateway, openBlockFolder } from '../chain/embedded/content-gateway.ts'
import { guestLimits, type Guests, openGuests } from '../chain/embedded/guests.ts'
import { publisherOf } from '../chain/embedded/publisher.ts'
import { createLocalDb } from '../db/local-db.ts'
import { makeFolder } from '../testing/folder.ts'
import { resourcesDir } from '../testing/paths.ts'
import { blocksDir, createContent, MAX_BYTES, type Content } from './content.ts'
import { defaultLimits } from '../sandbox/types.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const genesisHash = `0x${'07'.repeat(32)}`
const multihashOf = (cid: string) => Buffer.from(CID.parse(cid).multihash.bytes).toString('hex')
const author = new Keyring({ type: 'sr25519' }).addFromUri('//Author')

async function open(
  options: {
    dir?: string
    gateway?: () => string | null
    said?: Map<string, string>
    onTrouble?: (error: unknown) => void
  } = {},
) {
  let dataDir = options.dir
  if (dataDir === undefined) {
    const folder = makeFolder()
    ends.push(folder.remove)
    dataDir = folder.path
  }
  const localDb = createLocalDb({
    file: join(dataDir, 'local.db'),
    migrationsFolder: join(resourcesDir, 'migrations', 'local'),
  })
  localDb.open()
  const { gateway = () => null } = options
  const { said = new Map<string, string>() } = options
  const notices = {
    set: (id: string, text: { message: string } | null) =>
      void (text ? said.set(id, text.message) : said.delete(id)),
  }
  const publishTo = () => {
    const origin = gateway()
    return origin === null ? null : { origin, genesisHash }
  }
  const { onTrouble } = options
  const content = createContent({ dataDir, localDb, gateway, publishTo, notices, onTrouble })
  await content.start()
  const close = async () => {
    await content.stop()
    localDb.close()
  }
  ends.push(close)
  return { content, dataDir, close }
}

/** The gateway of a network, as the embedded chain serves it, over the blocks of `dir`. */
async function serve(
  dir: string,
  { lies = false, answers = null as number | null, limits = guestLimits } = {},
): Promise<{ origin: string; server: Server; guests: Guests }> {
  const guests = openGuests(join(dir, 'guests.sqlite'), limits)
  ends.push(() => guests.close())
  const gateway = createContentGateway({
    own: await openBlockFolder(blocksDir(dir)),
    guests,
    publisher(authorization, cid) {
      const account = publisherOf(authorization, genesisHash, cid)
      return account === null ? null : { account, known: true }
    },
  })
  const server = createServer((request, response) => {
    const answer = async () => {
      if (lies) return void response.end('other bytes')
      if (answers !== null && request.method === 'PUT') return void response.writeHead(answers).end()
      if (!(await gateway(request, response, new URL(request.url!, 'http://localhost'))))
        response.writeHead(404).end()
    }
    void answer()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, guests }
}

const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) % 251)
const text = { mediaType: 'text/plain', name: 'a.txt' }
const add = (content: Content, bytes: Uint8Array) => content.add(bytes, text)

describe('content on this machine', () => {
  it('gives back what was added, under a CID that depends on the bytes alone', async () => {
    const [a, b] = [await open(), await open()]
    for (const size of [0, 1, 1_048_576, 1_048_577, 3_500_000]) {
      const bytes = bytesOf(size)
      const info = await add(a.content, bytes)
      expect(info).toMatchObject({ size, mediaType: 'text/plain', name: 'a.txt' })
      expect(info.cid).toMatch(/^baf[ky]/)
      expect((await add(b.content, bytes)).cid).toBe(info.cid)
      expect(Buffer.from(await a.content.get(info.cid)).equals(Buffer.from(bytes))).toBe(true)
      expect(await a.content.has(info.cid)).toBe(true)
    }
  })

  it('names the bytes of "hello" as IPFS and BLAKE3 do', async () => {
    const { content } = await open()
    const info = await add(content, new TextEncoder().encode('hello'))
    expect(info.cid).toBe('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq')
    expect(info.hash).toBe('0xea8f163db38682925e4491c5e58d4bb3506ef8c14eb78a86e908c5624a67200f')
  })

  it('survives a restart', async () => {
    const first = await open()
    const { cid } = await add(first.content, bytesOf(2_000_000))
    await first.close()
    ends.length = 0
    const second = await open({ dir: first.dataDir })
    expect((await second.content.get(cid)).length).toBe(2_000_000)
    expect(await second.content.info(cid)).toMatchObject({ name: 'a.txt', size: 2_000_000 })
  })

  it('refuses what is too large, to add and to read', async () => {
    const { content } = await open()
    await expect(add(content, new Uint8Array(MAX_BYTES + 1))).rejects.toMatchObject({ code: 'INVALID' })
    const { cid } = await add(content, bytesOf(5_000))
    await expect(content.get(cid, { maxBytes: 4_999 })).rejects.toMatchObject({ code: 'INVALID' })
    expect((await content.get(cid, { maxBytes: 5_000 })).length).toBe(5_000)
  })

  it('gives to the page whatever an agent may deliver', async () => {
    const { content } = await open()
    const { cid } = await add(content, new Uint8Array(defaultLimits.output))
    expect((await content.get(cid)).length).toBe(defaultLimits.output)
  })

  it.each([
    'hello',
    'QmT5NvUtoM5nWFfrQdVrFtvGfKFmG7AHE8P34isapyhCxX',
    'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4ye',
    'bafyrmigtv7yrdvlqw4m5dcd7ukmjwzbgdybkvyiaftnxg5vvgeaqqzyxsy',
  ])('refuses %s as a CID', async (cid) => {
    const { content } = await open()
    await expect(content.get(cid)).rejects.toMatchObject({ code: 'INVALID' })
  })

  it('says that content which nobody has is missing', async () => {
    const { content } = await open()
    const cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
    expect(await content.has(cid)).toBe(false)
    await expect(content.get(cid)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it.each(['cut short', 'changed'])(
    'takes a block that was %s for missing, and takes it in again',
    async (how) => {
      const { content, dataDir } = await open()
      const { cid } = await add(content, bytesOf(9_000))
      const file = onlyBlock(dataDir)
      if (how === 'changed') writeFileSync(file, bytesOf(9_001).subarray(1))
      else truncateSync(file, 100)
      await expect(content.get(cid)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      expect((await add(content, bytesOf(9_000))).cid).toBe(cid)
      expect((await content.get(cid)).length).toBe(9_000)
    },
  )
})

describe('content that is damaged', () => {
  it('is said when it is read, and put right by adding it, without reading it first', async () => {
    const said = new Map<string, string>()
    const { content, dataDir } = await open({ said })
    const { cid } = await add(content, bytesOf(9_000))
    truncateSync(onlyBlock(dataDir), 100)
    await expect(content.get(cid)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(said.get('content')).toMatch(/missing or was damaged: one block/)
    await add(content, bytesOf(9_000))
    expect([(await content.get(cid)).length, said.size]).toEqual([9_000, 0])
    truncateSync(onlyBlock(dataDir), 100)
    await add(content, bytesOf(9_000))
    expect((await content.get(cid)).length).toBe(9_000)
  })

  it('is fetched at once where the network has it', async () => {
    const there = await open()
    const { cid } = await add(there.content, bytesOf(9_000))
    const { origin } = await serve(there.dataDir)
    const said = new Map<string, string>()
    const here = await open({ gateway: () => origin, said })
    await here.content.get(cid)
    truncateSync(onlyBlock(here.dataDir), 100)
    expect((await here.content.get(cid)).length).toBe(9_000)
    expect(said.size).toBe(0)
  })

  it('is missed at the next start, with guests’ content that had to be begun anew', async () => {
    const first = await open()
    await add(first.content, bytesOf(9_000))
    await first.close()
    ends.pop()
    rmSync(blocksDir(first.dataDir), { recursive: true })
    writeFileSync(join(first.dataDir, 'content', 'guests.sqlite'), 'no database '.repeat(1_000))
    openGuests(join(first.dataDir, 'content', 'guests.sqlite')).close()
    const said = new Map<string, string>()
    await open({ dir: first.dataDir, said })
    expect(said.get('content')).toMatch(/one block/)
    expect(said.get('guests')).toMatch(/begun anew/)
  })
})

describe('content of a network', () => {
  it('comes from the gateway block by block and is kept', async () => {
    const there = await open()
    const { cid } = await add(there.content, bytesOf(3_000_000))
    const { origin, server } = await serve(there.dataDir)
    const here = await open({ gateway: () => origin })
    expect((await here.content.info(cid)).hash).toBe((await there.content.info(cid)).hash)
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
    ends.splice(1, 1)
    expect((await here.content.get(cid)).length).toBe(3_000_000)
  })

  it('goes to the gateway when it is published, once, and comes from there', async () => {
    const there = await open()
    const { origin, guests } = await serve(there.dataDir)
    const here = await open({ gateway: () => origin })
    const { cid } = await add(here.content, bytesOf(2_500_000))
    expect(guests.has(multihashOf(cid))).toBe(false)
    await here.content.publish(cid, author)
    await here.content.publish(cid, author)
    expect(guests.has(multihashOf(cid))).toBe(true)
    // It lies with the guests, not with what the other user has.
    expect(await there.content.has(cid)).toBe(false)
    const third = await open({ gateway: () => origin })
    expect(Buffer.from(await third.content.get(cid)).equals(Buffer.from(bytesOf(2_500_000)))).toBe(true)
  })

  it.each([
    [401, 'REJECTED', /only for accounts that it knows/],
    [429, 'REJECTED', /no more content of this account for now/],
    [507, 'REJECTED', /no room for more content/],
    [405, 'OFFLINE', /did not take the content/],
  ])('says in words that the gateway answered %i', async (answers, code, message) => {
    const there = await open()
    const { origin } = await serve(there.dataDir, { answers })
    const here = await open({ gateway: () => origin })
    const { cid } = await add(here.content, bytesOf(100))
    await expect(here.content.publish(cid, author)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      consequence: expect.stringMatching(/kept on this machine/),
    })
  })

  it('is refused when the gateway sends other bytes', async () => {
    const there = await open()
    const { cid } = await add(there.content, bytesOf(1_000))
    const { origin } = await serve(there.dataDir, { lies: true })
    const here = await open({ gateway: () => origin })
    await expect(here.content.get(cid)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await here.content.has(cid)).toBe(false)
  })

  it('says so when the network cannot be reached, and keeps what was added', async () => {
    const { content } = await open({ gateway: () => 'http://127.0.0.1:9' })
    const { cid } = await add(content, bytesOf(100))
    await expect(content.publish(cid, author)).rejects.toMatchObject({ code: 'OFFLINE' })
    expect(await content.has(cid)).toBe(true)
  })
})

function onlyBlock(dataDir: string): string {
  const files = readdirSync(blocksDir(dataDir), { recursive: true, encoding: 'utf8' })
    .map((name) => join(blocksDir(dataDir), name))
    .filter((path) => statSync(path).isFile())
  expect(files).toHaveLength(1)
  return files[0]!
}

describe('a disk that fails', () => {
  const label = { mediaType: 'text/plain' }
  const fileOf = (dataDir: string) => {
    const [file] = readdirSync(blocksDir(dataDir), { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    )
    return join(file!.parentPath, file!.name)
  }

  it.each<[string, (file: string) => void]>([
    // The system reads nothing at the beginning of a process's memory: EIO, as from a bad sector. Elsewhere than on
    // Linux a link that leads in a circle stands for it.
    ['fails', (file) => symlinkSync(process.platform === 'linux' ? '/proc/self/mem' : file, file)],
    ['has something else in its place', (file) => mkdirSync(file)],
  ])('is named as such when a block cannot be read: it %s', async (_how, spoil) => {
    const troubles: unknown[] = []
    const { content, dataDir } = await open({ onTrouble: (error) => void troubles.push(error) })
    const { cid } = await content.add(new TextEncoder().encode('words'), label)
    const file = fileOf(dataDir)
    rmSync(file)
    spoil(file)
    await expect(content.get(cid)).rejects.toMatchObject({
      code: 'FAULT',
      message: expect.stringMatching(/disk failed to read/) as string,
    })
    expect(troubles.length).toBeGreaterThan(0)
    rmSync(file, { recursive: true })
    await content.add(new TextEncoder().encode('words'), label)
    expect(Buffer.from(await content.get(cid)).toString()).toBe('words')
  })

  it('is told when a block cannot be written', async () => {
    const troubles: unknown[] = []
    const { content, dataDir } = await open({ onTrouble: (error) => void troubles.push(error) })
    rmSync(blocksDir(dataDir), { recursive: true })
    writeFileSync(blocksDir(dataDir), '')
    await expect(content.add(new TextEncoder().encode('words'), label)).rejects.toThrow()
    expect(troubles.length).toBeGreaterThan(0)
  })
})
