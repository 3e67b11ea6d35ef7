import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
}

/**
 * The built page, file by file, read whole: a file that is gone is a 404, whenever it went. The browser asks each time
 * whether it changed, so that nothing else that ever answered on this port is taken for it. Answers whether there was one.
 */
export function servePageFiles(dir: string) {
  return async (request: IncomingMessage, response: ServerResponse, pathname: string): Promise<boolean> => {
    const file = fileFor(dir, pathname)
    const type = types[extname(file ?? '')]
    if (file === null || type === undefined) return false
    try {
      const { size, mtimeMs } = await stat(file)
      const etag = `"${size}-${mtimeMs}"`
      const headers = { 'Cache-Control': 'no-cache', ETag: etag }
      if (request.headers['if-none-match'] === etag) {
        response.writeHead(304, headers).end()
        return true
      }
      const bytes = await readFile(file)
      response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': bytes.length })
      response.end(request.method === 'HEAD' ? undefined : bytes)
      return true
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
      throw error
    }
  }
}

/** Null for a name that leads out of the folder, or that is none. */
function fileFor(dir: string, pathname: string): string | null {
  try {
    const name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname)
    const file = join(dir, name)
    return name.includes('\0') || !file.startsWith(dir + sep) ? null : file
  } catch {
    return null
  }
}
