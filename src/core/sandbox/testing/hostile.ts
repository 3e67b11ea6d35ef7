/** A sandbox process that breaks the protocol in the way that its task asks for. */
import { bytesFrame, createDecoder, jsonFrame } from '../host/frames.ts'
import type { RunCommand } from '../host/protocol.ts'

const ok = {
  kind: 'done',
  outcome: { kind: 'ok', mediaType: 'text/plain' },
  fuelUsed: '1',
  memoryPeak: 0,
  stdout: '',
  stderr: '',
}
const huge = Buffer.from([0xff, 0xff, 0xff, 0xff, 1])

const ways: Record<string, () => Buffer[]> = {
  garbage: () => [Buffer.from('this is not a frame at all')],
  'huge-frame': () => [huge],
  'huge-output': () => [...jsonFrame(ok), ...bytesFrame(new Uint8Array(2_000_000))],
  'unknown-kind': () => jsonFrame({ kind: 'transfer', to: 'me' }),
  'extra-field': () => jsonFrame({ ...ok, sudo: true }),
  'negative-fuel': () => jsonFrame({ ...ok, fuelUsed: '-5' }),
  'unknown-cause': () => jsonFrame({ ...ok, outcome: { kind: 'trap', cause: 'because', message: '' } }),
  'bytes-first': () => bytesFrame(new Uint8Array(3)),
  'two-results': () => [...jsonFrame(ok), ...jsonFrame(ok)],
  prototype: () => [Buffer.from([0, 0, 0, 17, 1]), Buffer.from('{"__proto__":1}  ')],
  exit: () => process.exit(7),
  'flood-of-progress': () =>
    Array.from({ length: 20_000 }, () =>
      jsonFrame({ kind: 'progress', permille: 1000, message: 'x' }),
    ).flat(),
  flood: () =>
    Array.from({ length: 20_000 }, () =>
      jsonFrame({ kind: 'log', level: 'info', message: 'x'.repeat(100) }),
    ).flat(),
}

let way = ''
const decode = createDecoder({
  limits: { json: 1e6, bytes: 1e6 },
  onJson: (value) => (way = (value as RunCommand).request.parameters),
  onBytes() {
    for (const part of ways[way]?.() ?? []) process.stdout.write(part)
  },
})
process.stdin.on('data', decode)
