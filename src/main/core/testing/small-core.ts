import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import { proveToClient, wireOf } from '../../../contract/handshake.ts'
import { identifyDataDir, LOCK_FILE } from '../../../core/data-dir-id.ts'

// What a desktop sees of a core, without the core. The file `mode` in the data folder says how it behaves.
const dataDir = process.argv[process.argv.indexOf('--data-dir') + 1] ?? ''
const mode = readFileSync(join(dataDir, 'mode'), 'utf8')

writeFileSync(join(dataDir, 'pid'), `${process.pid}`)
if (mode === 'fails') {
  console.error('The disk is full.')
  process.exit(1)
}
if (mode === 'stubborn') process.on('SIGTERM', () => {})
// In every mode the process goes on without its desktop.
process.on('disconnect', () => {})
const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', verifyClient: () => mode !== 'refuses' })
await once(sockets, 'listening')
const host = `127.0.0.1:${(sockets.address() as AddressInfo).port}`
const secret = 'known to both'
writeFileSync(join(dataDir, LOCK_FILE), '')
const where = `${host} ${identifyDataDir(dataDir)}`
sockets.on('connection', (socket) => {
  socket.on('error', () => socket.terminate())
  const attach = mode === 'impostor' ? 'not known to the desktop' : secret
  proveToClient(wireOf(socket), { secrets: { attach }, where }).then(
    () => socket.send('{}'),
    () => socket.terminate(),
  )
})
const attachment = { url: `http://${host}`, secret, pid: process.pid }
writeFileSync(join(dataDir, 'attach.json'), JSON.stringify(attachment))
console.log(JSON.stringify({ event: mode === 'silent' ? 'loading' : 'listening' }))
