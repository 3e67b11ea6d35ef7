import { chmodSync, lchownSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { takeDataDir } from './data-dir.ts'
import { ForeignFolderError, makePrivate } from './private-folder.ts'
import { makeFolder } from './testing/folder.ts'

const NOBODY = 65_534
const mode = (path: string) => statSync(path).mode & 0o777

function make() {
  const folder = makeFolder()
  onTestFinished(folder.remove)
  const dir = join(folder.path, 'data')
  const file = (name: string, bits = 0o644) => {
    writeFileSync(join(dir, name), 'x')
    chmodSync(join(dir, name), bits)
    return join(dir, name)
  }
  return { dir, file, outside: folder.path }
}

describe.runIf(process.getuid)('a data folder', () => {
  it('that is new is for its user alone', () => {
    const { dir } = make()
    expect(makePrivate(dir)).toEqual([])
    expect(mode(dir)).toBe(0o700)
  })

  it('that others could enter is closed, with what lies in it and its logs, and that is said once', () => {
    const { dir, file } = make()
    mkdirSync(join(dir, 'logs'), { recursive: true })
    chmodSync(dir, 0o775)
    const closed = [
      'local.db',
      'local.db-wal',
      'machine.key',
      'session.key',
      'attach.json',
      'logs/desktop.log',
      'logs/desktop.old.log',
    ]
    const paths = [...closed.map((name) => file(name)), file('fine', 0o600)]
    const words = makePrivate(dir)
    expect([dir, join(dir, 'logs')].map(mode)).toEqual([0o700, 0o700])
    expect(paths.map(mode)).toEqual(paths.map(() => 0o600))
    expect(words).toHaveLength(closed.length + 2)
    expect(words[0]).toMatch(/had access to .*data \(mode 775\). It is yours alone now/)
    expect(makePrivate(dir)).toEqual([])
  })

  it('keeps a link of its user, and closes what it leads to', () => {
    const { dir, file, outside } = make()
    mkdirSync(dir)
    const target = join(outside, 'elsewhere.db')
    writeFileSync(target, 'x', { mode: 0o644 })
    symlinkSync(target, join(dir, 'local.db'))
    symlinkSync(join(outside, 'gone'), join(dir, 'dangling'))
    file('fine', 0o600)
    makePrivate(dir)
    expect(mode(target)).toBe(0o600)
  })

  it('is looked at by whoever takes it', () => {
    const { dir } = make()
    mkdirSync(dir)
    chmodSync(dir, 0o755)
    const said: string[] = []
    takeDataDir(dir, (words) => said.push(words))()
    expect(mode(dir)).toBe(0o700)
    expect(said).toHaveLength(1)
  })
})

// Only root can give files away.
describe.runIf(process.getuid?.() === 0)('what another user owns', () => {
  it.each(['the folder', 'the link to it', 'the database', 'a link', 'the target of a link', 'a log'])(
    '%s is refused',
    (what) => {
      const { dir, file, outside } = make()
      mkdirSync(join(dir, 'logs'), { recursive: true })
      let start = dir
      if (what === 'the folder') chownSync(dir, NOBODY, NOBODY)
      if (what === 'the database') chownSync(file('local.db'), NOBODY, NOBODY)
      if (what === 'a log') chownSync(file('logs/core.log'), NOBODY, NOBODY)
      if (what === 'the link to it') {
        symlinkSync(dir, (start = join(outside, 'link')))
        lchownSync(start, NOBODY, NOBODY)
      }
      if (what === 'a link') {
        symlinkSync(file('own'), join(dir, 'machine.key'))
        lchownSync(join(dir, 'machine.key'), NOBODY, NOBODY)
      }
      if (what === 'the target of a link') {
        const target = join(outside, 'theirs')
        writeFileSync(target, 'x')
        chownSync(target, NOBODY, NOBODY)
        symlinkSync(target, join(dir, 'machine.key'))
      }
      expect(() => takeDataDir(start)).toThrow(ForeignFolderError)
      expect(() => takeDataDir(start)).toThrow(/another user of this machine/)
    },
  )
})
