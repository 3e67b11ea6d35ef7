/** A process that is to prepare a component and tries to read what it has no business with instead. */
import { readFileSync } from 'node:fs'

const files = {
  system: '/etc/passwd',
  sources: new URL('../sandbox.ts', import.meta.url),
  own: import.meta.filename,
}

function attempt(path: string | URL): string {
  try {
    readFileSync(path)
    return 'ALLOWED'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

const found = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, attempt(path)]))
const payload = Buffer.from(
  JSON.stringify({ kind: 'failed', code: 'unsupported', message: JSON.stringify(found) }),
)
const header = Buffer.from([0, 0, 0, 0, 1, ...new Uint8Array(16)])
header.writeUInt32BE(payload.length)
process.stdout.write(Buffer.concat([header, payload]))
// The parent writes the component and ends this process when it has the answer.
process.stdin.resume()
