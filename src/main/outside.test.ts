import { expect, it } from 'vitest'
import { outsideAddress } from './outside.ts'

it.each([
  ['http://example.org/'],
  ['file:///etc/passwd'],
  ['javascript:alert(1)'],
  ['ms-settings:'],
  ['smb://host/share'],
  ['https:example.org'],
  ['https:/example.org'],
  ['//example.org'],
  ['https://'],
  ['https://user@example.org/'],
  ['https://user:secret@example.org/'],
  ['https://@example.org/'],
  ['https://good.org@evil.org/'],
  ['https://good.org%40evil.org/'],
  ['https://good.org\\@evil.org/'],
  ['https:\\\\example.org\\'],
  ['https://example.org/a b'],
  [' https://example.org/'],
  ['https://example.org/\n--flag'],
  ['https://example.org/\u0000'],
  ['https://exam\tple.org/'],
  ['https://example.org/\ud800'],
  [`https://example.org/${'x'.repeat(2_048)}`],
])('%j leads nowhere', (text) => {
  expect(outsideAddress(text)).toBeNull()
})

it.each([
  ['https://example.org', 'https://example.org/', 'example.org'],
  ['HTTPS://Example.ORG:8443/a?b=c@d#e', 'https://example.org:8443/a?b=c@d#e', 'example.org:8443'],
  // A Cyrillic letter that looks like ours.
  ['https://ex\u0430mple.org/', 'https://xn--exmple-4nf.org/', 'xn--exmple-4nf.org'],
  ['https://example.org/\u202egpj', 'https://example.org/%E2%80%AEgpj', 'example.org'],
])('%j leads to a host that is shown as it is', (text, href, host) => {
  expect(outsideAddress(text)).toEqual({ href, host })
})
