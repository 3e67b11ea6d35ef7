import { expect, test } from 'vitest'
import { createUpdates, notesOf, plainText, type UpdateInfo, type Updater } from './updates.ts'
import { createWords } from './speech.ts'

/** An updater that does what it is told, and all that happened, in order. */
function made(
  options: {
    info?: UpdateInfo
    answers?: boolean[]
    fail?: keyof Updater
    platform?: NodeJS.Platform
    changes?: string
    language?: string
  } = {},
) {
  const { info, answers = [], fail, platform = 'darwin', changes = null, language = 'en' } = options
  const events: string[] = []
  const step = (name: keyof Updater) => {
    events.push(name)
    if (name === fail) throw Object.assign(new Error('at /a/path'), { code: 'ERR_UPDATER_INVALID_SIGNATURE' })
  }
  const updater: Updater = {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    disableWebInstaller: false,
    checkForUpdates: async () => {
      step('checkForUpdates')
      return { isUpdateAvailable: info !== undefined, updateInfo: info ?? { version: '1.0.0' } }
    },
    downloadUpdate: async () => step('downloadUpdate'),
    quitAndInstall: () => step('quitAndInstall'),
  }
  const updates = createUpdates({
    version: '1.0.0',
    platform,
    findChanges: async () => changes,
    load: async () => updater,
    ask: async ({ message, detail, yes }) => {
      events.push(`${yes}? ${message} ${detail}`)
      return answers.shift() ?? false
    },
    tell: async (message, detail) => void events.push(`${message} ${detail}`),
    stopCore: async () => void events.push('stopCore'),
    log: () => {},
    notify: (text) => void events.push(`told: ${text}`),
    words: createWords(() => language).words,
  })
  return { updates, updater, events }
}
const info = { version: '1.1.0', releaseNotes: '<p>Faster.</p><script>alert(1)</script>' }

test('nothing is fetched or installed before what changed was shown and agreed to, and the core has stopped', async () => {
  const { updates, updater, events } = made({ info, answers: [true, true] })
  await updates.look()
  expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false })
  expect(events).toEqual([
    'checkForUpdates',
    'Fetch it? Ainur 1.1.0 is there. You have 1.0.0. Faster.\nalert(1)',
    'downloadUpdate',
    'told: Ainur 1.1.0 is ready.',
    expect.stringMatching(/^Install and restart\?/),
    'stopCore',
    'quitAndInstall',
  ])
})

test('the dialogs are in the language of the system', async () => {
  const { updates, events } = made({ info, answers: [true], language: 'de', fail: 'downloadUpdate' })
  await updates.look()
  expect(events).toEqual([
    'checkForUpdates',
    expect.stringMatching(/^Herunterladen\? Ainur 1\.1\.0 ist da\. Sie haben 1\.0\.0\. Faster/),
    'downloadUpdate',
    expect.stringMatching(/^Es wurde kein Update installiert\. Die neue Version ist nicht vom Herausgeber/),
  ])
})

test.each([[[]], [[true]]])('a no ends it (answers %j)', async (answers) => {
  const { updates, events } = made({ info, answers: [...answers] })
  await updates.look()
  expect(events).not.toContain('quitAndInstall')
  expect(events.includes('downloadUpdate')).toBe(answers.length > 0)
})

test('where nothing is signed it only says what there is', async () => {
  const { updates, events } = made({ info, answers: [true, true], platform: 'linux' })
  await updates.look()
  expect(events).toEqual([
    'checkForUpdates',
    'told: Ainur 1.1.0 is there. You have 1.0.0.',
    expect.stringMatching(/1\.1\.0 is there.*way you installed/s),
  ])
})

test('what failed is said, and it can be asked again', async () => {
  const { updates, events } = made({ info, answers: [true, true], fail: 'downloadUpdate' })
  await updates.look()
  expect(events.at(-1)).toMatch(/^No update was installed\. The new version is not signed by the publisher/)
  expect(events).not.toContain('stopCore')
  await updates.look()
  expect(events.filter((event) => event === 'checkForUpdates')).toHaveLength(2)
})

test('asking twice looks once', async () => {
  const { updates, events } = made()
  await Promise.all([updates.look(), updates.look()])
  expect(events).toEqual(['checkForUpdates', 'This is the newest version. Ainur 1.0.0'])
})

test('words of others are plain, visible and short', () => {
  expect(plainText('a\u202eb\u0000c\u200bd<b>e</b>\n\n\n\nf')).toBe('abcde\n\nf')
  expect(plainText('x'.repeat(10_000)).length).toBeLessThan(3_010)
  expect(notesOf({ version: '2' })).toBeNull()
  expect(
    notesOf({
      version: '2',
      releaseNotes: [
        { version: '2', note: 'New' },
        { version: '1', note: null },
      ],
    }),
  ).toBe('2\nNew\n\n1')
})

test('where something was changed since the start nothing is looked for', async () => {
  const { updates, events } = made({ info, answers: [true, true], changes: 'changed: app-update.yml' })
  await updates.look()
  expect(events).toEqual([expect.stringMatching(/^No update was installed\. .*changed: app-update\.yml/s)])
})

test.each(['<', '<br ', '\n', ' ', '<a'])('text of 4 MB that only says %j comes to an end', (part) => {
  expect(plainText(part.repeat(4_000_000 / part.length)).length).toBeLessThan(4_000)
})
