import { ipcRenderer } from 'electron'
import { PORT, typeOf, WANT_PORT, type PortMessage } from '../contract/shell.ts'

// All that the page gets: a port to the core whenever there is one (no port: the core is away, and why).
ipcRenderer.on(PORT, (event, reason: string | null) => {
  window.postMessage({ type: PORT, reason } satisfies PortMessage, location.origin, [...event.ports])
})
window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (source === window && typeOf(data) === WANT_PORT) ipcRenderer.send(WANT_PORT)
})
