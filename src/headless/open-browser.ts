import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { childEnvironment } from '../core/child-env.ts'

/**
 * Opens an address in the default browser where there is a display; silent when that cannot be done. Others on this
 * machine can read the arguments of a program, so the browser is given a file that only its user can read and that
 * leads on to the address. Answers how to take that file away.
 */
export function openBrowser(url: string, dir: string): () => void {
  const { platform, env } = process
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined)
    return () => {}
  const page = join(dir, 'open.html')
  const remove = () => rmSync(page, { force: true })
  remove()
  writeFileSync(page, leadTo(url), { mode: 0o600, flag: 'wx' })
  const file = pathToFileURL(page).href
  const [command, ...args] =
    platform === 'darwin'
      ? (['open', file] as const)
      : platform === 'win32'
        ? (['rundll32', 'url.dll,FileProtocolHandler', file] as const)
        : (['xdg-open', file] as const)
  spawn(command, args, { stdio: 'ignore', detached: true, env: childEnvironment() })
    .on('error', () => {})
    .unref()
  return remove
}

/** A document that leads on to an address and says no word of where it was. */
export const leadTo = (url: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Ainur</title><meta http-equiv="refresh" content="0;url=${url}"><a href="${url}">Open Ainur</a>`
