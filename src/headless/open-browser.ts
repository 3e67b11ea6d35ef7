import { spawn } from 'node:child_process'

/** Opens an address in the default browser where there is a display; silent when that cannot be done. */
export function openBrowser(url: string): void {
  const { platform, env } = process
  if (platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) return
  const [command, ...args] =
    platform === 'darwin'
      ? (['open', url] as const)
      : platform === 'win32'
        ? (['rundll32', 'url.dll,FileProtocolHandler', url] as const)
        : (['xdg-open', url] as const)
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
