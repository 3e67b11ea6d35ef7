import type { ElectronApplication } from '@playwright/test'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attach } from '../support/attach.ts'
import { closeDesktop, launchDesktop } from '../support/electron.ts'
import { expect, test as base } from '../support/fixtures.ts'
import { expectReady, passphrase } from '../support/steps.ts'

type Launch = (...args: string[]) => Promise<ElectronApplication>

/** Desktops with a home of their own, so that nothing of this machine's is changed. */
const test = base.extend<{ home: string; launch: Launch }>({
  home: async ({ shell: _ }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'ainur-background-'))
    await use(home)
    rmSync(home, { recursive: true, force: true })
  },
  launch: async ({ home }, use) => {
    const closes: (() => Promise<void>)[] = []
    await use(async (...args) => {
      const env = { ...process.env, XDG_CONFIG_HOME: join(home, 'config') }
      const desktop = await launchDesktop(join(home, 'data'), { args, env })
      const main = desktop.process()
      closes.push(() => closeDesktop(desktop, main))
      return desktop
    })
    for (const close of closes) await close()
  },
})

/** Answers the desktop's questions with the button of this number, and counts them. */
const answer = (desktop: ElectronApplication, button: number) =>
  desktop.evaluate(({ dialog }, response) => {
    const counted = globalThis as { asked?: number }
    counted.asked ??= 0
    dialog.showMessageBox = (() => {
      counted.asked = (counted.asked ?? 0) + 1
      return Promise.resolve({ response, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
  }, button)
const asked = (desktop: ElectronApplication) =>
  desktop.evaluate(() => (globalThis as { asked?: number }).asked)
const closeWindow = (desktop: ElectronApplication) =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
const isVisible = (desktop: ElectronApplication) =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

test.describe('in the background', { tag: '@electron' }, () => {
  test('a window that is closed goes there when its user said so, asked once', async ({ launch }) => {
    const desktop = await launch()
    const page = await desktop.firstWindow()
    await expectReady(page)
    await answer(desktop, 2)
    await closeWindow(desktop)
    await expect.poll(() => asked(desktop)).toBe(1)
    expect(await isVisible(desktop)).toBe(true)

    await answer(desktop, 0)
    await closeWindow(desktop)
    await expect.poll(() => isVisible(desktop)).toBe(false)
    // The page goes on, and another start shows it again.
    await expectReady(page)
    await desktop.evaluate(({ app }) => void app.emit('second-instance'))
    await expect.poll(() => isVisible(desktop)).toBe(true)
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('combobox', { name: 'When the window is closed' })).toHaveValue(
      'Ainur goes on in the background',
    )
    await closeWindow(desktop)
    await expect.poll(() => isVisible(desktop)).toBe(false)
    expect(await asked(desktop)).toBe(2)
  })

  test('a window that is closed ends Ainur when its user said so', async ({ launch }) => {
    const desktop = await launch()
    await expectReady(await desktop.firstWindow())
    await answer(desktop, 1)
    const exited = once(desktop.process(), 'exit')
    await closeWindow(desktop)
    expect((await exited)[0]).toBe(0)
  })

  test('the tray says what the agents do', async ({ launch }) => {
    const desktop = await launch()
    await desktop.evaluate(({ Menu }) => {
      const said: string[] = []
      Object.assign(globalThis, { said })
      const build = Menu.buildFromTemplate
      Menu.buildFromTemplate = (template) => {
        said.push(template[0]?.label ?? '')
        return build(template)
      }
    })
    const page = await desktop.firstWindow()
    await expectReady(page)
    await expect
      .poll(() => desktop.evaluate(() => (globalThis as unknown as { said: string[] }).said.at(-1)))
      .toBe('No agent is hosted here')
  })

  test('what happens is told by the system while nobody looks, and leads there', async ({ launch, home }) => {
    const desktop = await launch()
    const page = await desktop.firstWindow()
    await expectReady(page)
    // There may be nobody here who shows them: what is made to be shown is written down.
    await desktop.evaluate(({ Notification }) => {
      const shown: Electron.Notification[] = []
      Object.assign(globalThis, { shown })
      Notification.isSupported = () => true
      const { on } = Notification.prototype
      Object.assign(Notification.prototype, {
        on(this: Electron.Notification, ...listener: Parameters<typeof on>) {
          shown.push(this)
          return on.apply(this, listener)
        },
      })
    })
    const told = () =>
      desktop.evaluate(() => {
        const { shown } = globalThis as unknown as { shown: Electron.Notification[] }
        return shown.map(({ title, body }) => `${title}: ${body}`)
      })
    const { api, close } = await attach(join(home, 'data'))
    const { account } = await api.wallet.create({ name: 'Ada', passphrase })
    await api.settings.set({ notifyOf: ['transaction'], whenClosed: 'background' })
    const claim = async () => {
      const { id } = await api.faucet.claim({ address: account.address })
      await expect
        .poll(
          async () => (await api.notifications.list({})).filter(({ about }) => about.transaction === id),
          {
            timeout: 30_000,
          },
        )
        .toHaveLength(1)
    }
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('switch', { name: 'A transaction ended' })).toBeChecked()
    await closeWindow(desktop)
    await expect.poll(() => isVisible(desktop)).toBe(false)
    await claim()
    await expect.poll(told).toEqual([expect.stringMatching(/^Ainur: Final: .+/)])

    await desktop.evaluate(
      () => void (globalThis as unknown as { shown: Electron.Notification[] }).shown[0]?.emit('click'),
    )
    await expect.poll(() => isVisible(desktop)).toBe(true)
    await expect(page).toHaveURL(new RegExp(`#/wallet/${account.address}$`))
    close()
  })

  test('a start at login is written down and taken back; such a start shows no window', async ({
    launch,
    home,
  }) => {
    test.skip(process.platform !== 'linux', 'other systems keep no file')
    const desktop = await launch('--hidden')
    const page = await desktop.firstWindow()
    await expectReady(page)
    expect(await isVisible(desktop)).toBe(false)
    await desktop.evaluate(({ app }) => void app.emit('second-instance'))
    await expect.poll(() => isVisible(desktop)).toBe(true)

    const file = join(home, 'config', 'autostart', 'ainur.desktop')
    await page.getByRole('link', { name: 'Settings' }).click()
    const wish = page.getByRole('switch', { name: 'Start when I log in' })
    // It shows what is kept, once that is kept.
    await wish.click()
    await expect(wish).toBeChecked()
    await expect.poll(() => existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain(`"--data-dir=${join(home, 'data')}" "--hidden"`)
    await wish.click()
    await expect(wish).not.toBeChecked()
    await expect.poll(() => existsSync(file)).toBe(false)
  })
})
