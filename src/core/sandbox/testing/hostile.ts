/** A sandbox process that breaks the protocol in the way that its task asks for. */
import { bytesFrame, createDecoder, frameIds, jsonFrame } from '../host/frames.ts'
import type { RunCommand } from '../host/protocol.ts'

const ok = {
  kind: 'done',
  outcome: { kind: 'ok', mediaType: 'text/plain' },
  fuelUsed: '1',
  memoryPeak: 0,
  stdout: '',
  stderr: '',
}
const failed = { ...ok, outcome: { kind: 'error', code: 'internal', message: '' } }
const huge = Buffer.from([0xff, 0xff, 0xff, 0xff, 1, ...new Uint8Array(16)])

const ways: Record<string, (id: string) => Buffer[]> = {
  garbage: () => [Buffer.from('this is not a frame at all')],
  'huge-frame': () => [huge],
  'huge-output': (id) => [...jsonFrame(ok, id), ...bytesFrame(new Uint8Array(2_000_000), id)],
  'unknown-kind': (id) => jsonFrame({ kind: 'transfer', to: 'me' }, id),
  'extra-field': (id) => jsonFrame({ ...ok, sudo: true }, id),
  'negative-fuel': (id) => jsonFrame({ ...ok, fuelUsed: '-5' }, id),
  'unknown-cause': (id) => jsonFrame({ ...ok, outcome: { kind: 'trap', cause: 'because', message: '' } }, id),
  'bytes-first': (id) => bytesFrame(new Uint8Array(3), id),
  'two-results': (id) => [...jsonFrame(ok, id), ...jsonFrame(ok, id)],
  // In one piece: a second end that comes later belongs to no run, see `later`.
  'two-ends': (id) => [Buffer.concat([...jsonFrame(failed, id), ...jsonFrame(failed, id)])],
  'bytes-left-over': (id) => [Buffer.concat([...jsonFrame(failed, id), Buffer.alloc(40)])],
  'half-a-header': (id) => [Buffer.concat([...jsonFrame(failed, id), Buffer.alloc(3)])],
  'another-run': () => jsonFrame(failed, frameIds.make()),
  'no-run': () => jsonFrame(failed),
  'log-after-the-end': (id) => [
    Buffer.concat([...jsonFrame(failed, id), ...jsonFrame({ kind: 'log', level: 'info', message: '' }, id)]),
  ],
  later: (id) => {
    setImmediate(() => process.stdout.write(Buffer.concat(jsonFrame(failed, id))))
    return [Buffer.concat([...jsonFrame(ok, id), ...bytesFrame(new Uint8Array(1), id)])]
  },
  prototype: (id) => [
    Buffer.from([0, 0, 0, 17, 1]),
    Buffer.from(id, 'hex'),
    Buffer.from('{"__proto__":1}  '),
  ],
  exit: () => process.exit(7),
  'flood-of-progress': (id) =>
    Array.from({ length: 20_000 }, () =>
      jsonFrame({ kind: 'progress', permille: 1000, message: 'x' }, id),
    ).flat(),
  flood: (id) =>
    Array.from({ length: 20_000 }, () =>
      jsonFrame({ kind: 'log', level: 'info', message: 'x'.repeat(100) }, id),
    ).flat(),
}

let way = ''
const decoder = createDecoder({
  limits: { json: 1e6, bytes: 1e6 },
  onJson: (value) => (way = (value as RunCommand).request.parameters),
  onBytes(_, id) {
    for (const part of ways[way]?.(id) ?? []) process.stdout.write(part)
  },
})
process.stdin.on('data', decoder.feed)
