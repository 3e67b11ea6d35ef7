import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** The folders that docs/architecture.md draws, as paths. */
function drawn(): string[] {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
  const tree = /## Tree\n```\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  const above: string[] = []
  return [...tree.matchAll(/^( *)([\w-]+)\//gm)].map(([, indent = '', name = '']) => {
    above.length = indent.length / 2
    above.push(name)
    return above.join('/')
  })
}

test('the tree in the architecture document is the one on disk', () => {
  const folders = drawn()
  expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([])

  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
  const whole = ['src', 'src/core', 'chain', 'agents', 'resources', 'e2e', '']
  const missing = whole.flatMap((parent) => {
    const depth = parent === '' ? 0 : parent.split('/').length
    const children = tracked
      .filter(
        (file) => (parent === '' || file.startsWith(`${parent}/`)) && file.split('/').length > depth + 1,
      )
      .map((file) =>
        file
          .split('/')
          .slice(0, depth + 1)
          .join('/'),
      )
      .filter((folder) => !folder.startsWith('.'))
    return [...new Set(children)].filter((folder) => !folders.includes(folder))
  })
  expect(missing).toEqual([])
})
