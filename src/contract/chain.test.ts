import { expect, it } from 'vitest'
import { Endpoint } from './chain.ts'

it.each([
  '',
  ' ',
  'ws://',
  'http://127.0.0.1',
  'nonsense',
  'ws://127.0.0.1.example.org',
  'ws://[::2]:9944',
  'ws://0.0.0.0:9944',
])('is no endpoint: %j', (text) => expect(Endpoint.safeParse(text).success).toBe(false))

it.each([
  ['ws://127.0.0.1:9944', 'ws://127.0.0.1:9944'],
  ['ws://127.0.0.1:9944/', 'ws://127.0.0.1:9944'],
  ['ws://localhost:9944', 'ws://localhost:9944'],
  ['ws://[::1]:9944', 'ws://[::1]:9944'],
  ['wss://rpc.example.org', 'wss://rpc.example.org'],
  // What is shown is what is connected to, not what it looks like.
  ['wss://\u0430pple.com', 'wss://xn--pple-43d.com'],
  ['ws://127.1:9944', 'ws://127.0.0.1:9944'],
  ['ws://0x7f.1', 'ws://127.0.0.1'],
  ['WSS://Host:443', 'wss://host'],
  ['wss://:@host', 'wss://host'],
  ['wss://host/%2e?', 'wss://host'],
])('%s is kept as %s', (text, kept) => expect(Endpoint.parse(text)).toBe(kept))
