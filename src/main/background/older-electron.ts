import { Blob } from 'buffer'
import { ReadableStream, TransformStream, WritableStream } from 'stream/web'

// oRPC takes these for granted; an Electron before 28 has them in modules only.
const missing = { Blob, ReadableStream, TransformStream, WritableStream, FormData: class {}, File: class {} }
for (const [name, value] of Object.entries(missing))
  if (!(name in globalThis)) Object.assign(globalThis, { [name]: value })
