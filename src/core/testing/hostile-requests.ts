import fc from 'fast-check'
import { connect } from 'node:net'

/** Bytes that a program may send to a port of ours, hostile or broken. */
export interface Hostile {
  readonly bytes: Buffer
  /** What it does then: waits for an answer, ends its side, or drops the connection. */
  readonly then: 'wait' | 'end' | 'reset'
}

const CRLF = '\r\n'
const text = (value: string) => Buffer.from(value, 'latin1')

/** Request targets that parsers disagree about. */
const targets = [
  ...[
    '//',
    '///',
    '//[',
    '/\\',
    '/\\\\[',
    '//%',
    'http://',
    'http://[',
    'http://evil.example/',
    '*',
    '?',
    '#',
    '',
  ],
  ...[
    '/%',
    '/%zz',
    '/%00',
    '/%ff%fe',
    '/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/../../etc/passwd',
    '/..\\..\\x',
    '/./.',
  ],
  ...[
    '/?token',
    '/?token=%',
    '//?token=x',
    '/rpc',
    '/attach',
    '/session',
    '/ipfs/',
    '/ipfs/%',
    '/ipfs//',
    '/ipfs/b',
  ],
  ...[
    `/${'a'.repeat(20_000)}`,
    `/?${'t=1&'.repeat(2_000)}`,
    `/${'%61'.repeat(2_000)}`,
    '/é',
    '/a b',
    '/\u0001',
  ],
]
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'CONNECT', 'TRACE', 'PRI', 'get', 'G\u0000T', '']
const versions = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', '']

/** Headers; `{port}` is the port that is talked to. */
const headers = [
  ...[
    'Host: 127.0.0.1:{port}',
    'Host: [',
    'Host: a@127.0.0.1:{port}',
    'Host:',
    'Origin: http://127.0.0.1:{port}',
  ],
  ...[
    'Origin: null',
    'Origin: [',
    'Cookie: ={port}',
    'Cookie: ainur-{port}=.',
    `Cookie: ainur-{port}=${'.'.repeat(500)}`,
  ],
  ...[
    'Cookie: ainur-{port}=%',
    'Authorization: Bearer',
    'Authorization: Ainur 0x',
    'Sec-Fetch-Site: cross-site',
  ],
  ...['Range: bytes=9-3', 'Range: bytes=-', 'If-None-Match: "', 'Expect: 100-continue', 'Expect: nothing'],
  ...[
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
  ],
  ...[
    'Transfer-Encoding: nonsense',
    'Connection: keep-alive',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Upgrade: h2c',
  ],
  ...[
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Version: 99',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ],
  ...[
    'Sec-WebSocket-Key: short',
    'Sec-WebSocket-Protocol: a,a',
    'Sec-WebSocket-Extensions: x; y="',
    'Content-Type: application/json',
  ],
  ...[`X: ${'x'.repeat(30_000)}`, 'X : y', ' folded', '\u0000: \u0000', 'X: y\rZ: z'],
]
const socketHeaders = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']

const request = (known: readonly string[]) =>
  fc
    .record({
      method: fc.oneof({ weight: 3, arbitrary: fc.constant('GET') }, fc.constantFrom(...methods)),
      target: fc.constantFrom(...targets),
      version: fc.oneof({ weight: 4, arbitrary: fc.constant('HTTP/1.1') }, fc.constantFrom(...versions)),
      /** Headers that get a request past the first checks. */
      known: fc.boolean(),
      socket: fc.boolean(),
      extra: fc.array(fc.constantFrom(...headers), { maxLength: 4 }),
      body: fc.oneof(fc.constant(''), fc.string({ maxLength: 40 }), fc.constant('5\r\nhello\r\nzz\r\n')),
    })
    .map(({ method, target, version, known: isKnown, socket, extra, body }) =>
      [
        `${method} ${target} ${version}`,
        ...(isKnown ? known : []),
        ...(socket ? socketHeaders : []),
        ...extra,
        '',
        body,
      ].join(CRLF),
    )

/** WebSocket frames that are none, a PING, a CLOSE with half a code, an endless one, text that is no UTF-8. */
const frames = [
  '81',
  '8900',
  '8801ff',
  '81ffffffffffffffffff',
  '8182000000ffc0',
  'ff00',
  '0100',
  '818d00000000',
]
const socket = (known: readonly string[]) =>
  fc
    .array(fc.constantFrom(...frames), { maxLength: 4 })
    .map((sent) =>
      Buffer.concat([
        text(
          [
            'GET /rpc HTTP/1.1',
            ...known,
            ...socketHeaders,
            'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
            '',
            '',
          ].join(CRLF),
        ),
        ...sent.map((hex) => Buffer.from(hex, 'hex')),
      ]),
    )

/** `known`: header lines of somebody who may come in. */
export const hostileRequests = (known: readonly string[]): fc.Arbitrary<Hostile> =>
  fc.record({
    bytes: fc.oneof(
      { weight: 6, arbitrary: request(known).map(text) },
      // One after the other without waiting.
      {
        weight: 2,
        arbitrary: fc
          .array(request(known), { minLength: 2, maxLength: 5 })
          .map((many) => text(many.join(''))),
      },
      {
        weight: 2,
        arbitrary: request(known).chain((whole) =>
          fc.nat(whole.length).map((at) => text(whole.slice(0, at))),
        ),
      },
      { weight: 2, arbitrary: socket(known) },
      fc.constant(
        text('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000'),
      ),
      fc.constant(Buffer.from('16030100a50100', 'hex')),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    ),
    then: fc.constantFrom('wait', 'end', 'reset'),
  })

/** Plays it, and answers with the status of every answer that came before `patienceMs` were over or the other side hung up. */
export function play(port: number, { bytes, then }: Hostile, patienceMs: number): Promise<number[]> {
  const filled = Buffer.from(bytes.toString('latin1').replaceAll('{port}', `${port}`), 'latin1')
  return new Promise((resolve) => {
    let answer = ''
    const client = connect({ host: '127.0.0.1', port, allowHalfOpen: true })
    const patience = setTimeout(() => client.destroy(), patienceMs)
    client.on('error', () => {})
    client.on('data', (chunk) => (answer += chunk.toString('latin1')))
    client.on('end', () => client.end())
    client.on('close', () => {
      clearTimeout(patience)
      resolve([...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)))
    })
    client.on('connect', () =>
      client.write(filled, () => {
        if (then === 'end') client.end()
        if (then === 'reset') client.resetAndDestroy()
      }),
    )
  })
}
