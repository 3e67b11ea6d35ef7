import { os } from '@orpc/server'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startServer } from '../server.ts'
import { createSessions } from '../sessions.ts'

// The server of the page alone, in a process that ends when something is thrown past it.
const dir = process.argv[2] ?? ''
const pageDir = join(dir, 'page')
mkdirSync(pageDir)
writeFileSync(join(pageDir, 'index.html'), '<h1>the page</h1>')
const sessions = createSessions(dir)
const router = Promise.resolve({ echo: os.handler(({ input }) => ({ input })) })
const server = await startServer({ port: 0, pageDir, router, sessions })
console.log(
  JSON.stringify({ port: server.port, cookie: sessions.redeem(sessions.issue(), server.port)?.cookie }),
)
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
