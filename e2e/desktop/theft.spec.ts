import { connect } from 'node:net'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { leadTo } from '../../src/headless/open-browser.ts'
import { launchBrowser, openInBrowser } from '../support/browser.ts'
import { readAttachment } from '../support/attach.ts'
import { startCore } from '../support/core.ts'
import { closeDesktop, launchDesktop } from '../support/electron.ts'
import { expect, test } from '../support/fixtures.ts'
import { startThief, type Thief } from '../support/second-user.ts'
import { createFirstAccount, expectReady, visit } from '../support/steps.ts'

// Another user of this machine waits for a core to be gone and takes its port.

/** Everything that pages and programs told the thief, but for what they prove nothing with. */
const told = ({ lines }: Thief) =>
  lines.flatMap(({ event, text, authorization }) => {
    if (authorization) return [`${event}: ${String(authorization)}`]
    return event === 'heard' && !/^\{"nonce":"[0-9a-f]{64}"\}$/.test(String(text)) ? [String(text)] : []
  })

/** It is another user, and the folder is closed to it. */
async function expectLockedOut(thief: Thief): Promise<void> {
  const { uid, reads } = await thief.next('listening')
  if (thief.isOther) expect(uid).not.toBe(process.getuid?.())
  expect(reads).toEqual([])
}

test('who takes the port of a core gets nothing from its page', { tag: '@browser' }, async () => {
  const first = await startCore()
  const { dataDir, origin } = first
  const port = Number(new URL(origin).port)
  const browser = await launchBrowser()
  const thief = await startThief(port, dataDir)
  let core = first
  try {
    const { page } = await openInBrowser(browser, first.url)
    await expectReady(page)
    await visit(page, '/welcome')
    await createFirstAccount(page)
    // An open page asks its port for nothing more, but for the picture of its tab.
    const asked: string[] = []
    page.on('request', (request) => {
      if (!/\/icon-[^/]*\.svg$/.test(request.url())) asked.push(request.url())
    })
    for (const view of ['/tasks/new', '/agents', '/wallet', '/settlement', '/network', '/settings']) {
      await visit(page, view)
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    }
    expect(asked).toEqual([])
    page.removeAllListeners('request')
    // The core dies, the thief is quicker, and the user starts Ainur again.
    await first.stop('SIGKILL')
    await expectLockedOut(thief)
    core = await startCore({ dataDir })
    const reborn = Number(new URL(core.origin).port)
    thief.order({ passOnTo: reborn })
    await expect(page.getByRole('heading', { name: 'This is not your Ainur' })).toBeVisible({
      timeout: 30_000,
    })
    await expect(page.getByRole('alert')).toContainText(`answers at 127.0.0.1:${port}`)
    await expect(page.getByRole('textbox')).toHaveCount(0)
    await page.screenshot({ path: 'e2e/.screenshots/impostor-browser.png' })
    // The page is loaded anew from the thief, who now has all that the browser gives to this address.
    await page.reload()
    await expect(page).toHaveTitle('taken')
    thief.order({ getInto: reborn })
    expect(await thief.next('tried')).toMatchObject({
      page: 401,
      upgrade: 401,
      stored: expect.arrayContaining(['ainur:run']),
    })

    // And once more at the same port, when the core is back there.
    thief.order({ leave: true })
    await thief.next('left')
    await core.stop()
    core = await startCore({ dataDir, port })
    thief.order({ getInto: port })
    expect(await thief.next('tried')).toMatchObject({ page: 200, upgrade: 101, proof: 'ImpostorError' })
    expect(told(thief)).toEqual([])
    // What the thief left in the browser for this address is not met by who opens it anew, from the file that
    // the browser is given.
    const file = join(dataDir, 'open.html')
    writeFileSync(file, leadTo(core.url))
    await page.goto(pathToFileURL(file).href)
    await expectReady(page)
    // With its cookie and its secret the page comes back by itself, as long as this core lives.
    await page.reload()
    await expectReady(page)
  } finally {
    await thief.end()
    await browser.close()
    await core.dispose()
  }
})

test(
  'who takes the port in a stale attach.json gets nothing from a desktop',
  { tag: '@electron' },
  async () => {
    const core = await startCore()
    const { dataDir } = core
    const thief = await startThief(Number(new URL(core.origin).port), dataDir)
    try {
      await core.stop('SIGKILL')
      await expectLockedOut(thief)
      const stale = readAttachment(dataDir)
      expect(stale?.url).toBe(core.origin)
      const desktop = await launchDesktop(dataDir)
      try {
        await expectReady(await desktop.firstWindow())
        await thief.next('heard')
        expect(told(thief)).toEqual([])
        // It started a core of its own.
        const { url, pid } = readAttachment(dataDir)!
        expect(url).not.toBe(core.origin)
        expect(pid).not.toBe(core.pid)
      } finally {
        await closeDesktop(desktop)
      }
    } finally {
      await thief.end()
      await core.dispose()
    }
  },
)

/** Sends bytes and answers with what came back before the other side hung up. */
async function speak(port: number, text: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port })
  let answer = ''
  socket.on('data', (chunk) => (answer += chunk.toString()))
  socket.write(text)
  await once(socket, 'close')
  return answer
}

test(
  'a core outlives what it is asked, and a fault of its own leaves no trail',
  { tag: '@browser' },
  async () => {
    const fault = `process.on('SIGUSR2', () => { throw new Error('nobody caught this') })`
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(fault)}`
    const core = await startCore({ env: { ...process.env, NODE_OPTIONS } })
    try {
      await core.ready
      const port = Number(new URL(core.origin).port)
      const bad = await speak(port, `GET // HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`)
      expect(bad).toMatch(/^HTTP\/1\.1 400 /)
      expect((await fetch(`${core.origin}/session`)).status).toBe(401)
      process.kill(core.pid, 'SIGUSR2')
      expect(await core.stop('SIGUSR2')).toBe(1)
      expect(core.output()).toContain('nobody caught this')
      expect(readAttachment(core.dataDir)).toBeNull()
    } finally {
      await core.dispose()
    }
  },
)
