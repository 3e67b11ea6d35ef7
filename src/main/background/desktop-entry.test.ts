import { expect, test } from 'vitest'
import { desktopEntry } from './desktop-entry.ts'

test.each([
  [['/opt/Ainur/ainur', '--hidden'], '"/opt/Ainur/ainur" "--hidden"'],
  [['/home/a b/x'], '"/home/a b/x"'],
  [['/a"b`c$d'], '"/a\\\\"b\\\\`c\\\\$d"'],
  [['/100%/%f'], '"/100%%/%%f"'],
  [['/a\\b'], '"/a\\\\\\\\b"'],
  [['/a\nExec=evil'], '"/a\\nExec=evil"'],
])('%j is started as it is', (command, exec) => {
  const lines = desktopEntry(command).split('\n')
  expect(lines.filter((line) => line.startsWith('Exec='))).toEqual([`Exec=${exec}`])
})
