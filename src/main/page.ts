import { net, protocol } from 'electron'
import { existsSync, statSync } from 'fs'
import { join, normalize, sep } from 'path'
import { pathToFileURL } from 'url'

export const pageOrigin = 'ainur://app'

/** The page has a scheme of its own: files of this machine stay out of its reach, and its origin is a real one. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'ainur', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built page under `ainur://app/`, every file of it under one security policy. */
export function servePage(dir: string, policy: string): void {
  const headers = { 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' }
  const fileFor = (address: string): string | null => {
    const { host, pathname } = new URL(address)
    const file = normalize(join(dir, decodeURIComponent(pathname === '/' ? '/index.html' : pathname)))
    const inside = host === 'app' && file.startsWith(dir + sep)
    return inside && existsSync(file) && statSync(file).isFile() ? file : null
  }
  // Electron before 25 has the older of the two ways only.
  if (typeof protocol.handle === 'function') {
    protocol.handle('ainur', async (request) => {
      const file = fileFor(request.url)
      if (file === null) return new Response('Not found', { status: 404, headers })
      const { body, headers: found } = await net.fetch(pathToFileURL(file).href)
      return new Response(body, { headers: { ...Object.fromEntries(found), ...headers } })
    })
  } else {
    protocol.registerFileProtocol('ainur', (request, done) => {
      const file = fileFor(request.url)
      if (file === null) done({ error: -6 })
      else done({ path: file, headers })
    })
  }
}
