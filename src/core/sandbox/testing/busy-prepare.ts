/** A process that prepares components: it never ends with one that begins with 1, and refuses the others at once. */
const headerLength = 21
const firstByteAt = headerLength + '{}'.length + headerLength

let received = Buffer.alloc(0)
let answered = false
process.stdin.on('data', (chunk: Buffer) => {
  received = Buffer.concat([received, chunk])
  if (answered || received.length <= firstByteAt || received[firstByteAt] === 1) return
  answered = true
  const payload = Buffer.from(JSON.stringify({ kind: 'failed', code: 'unsupported', message: 'refused' }))
  const header = Buffer.alloc(headerLength)
  header.writeUInt32BE(payload.length)
  header.writeUInt8(1, 4)
  process.stdout.write(Buffer.concat([header, payload]))
})
