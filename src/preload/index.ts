import { ipcRenderer } from 'electron'

// All that the page gets: a port to the core whenever there is one (no port: the core is away, and why).
ipcRenderer.on('ainur:port', (event, reason: string | null) => {
  window.postMessage({ type: 'ainur:port', reason }, location.origin, [...event.ports])
})
window.addEventListener('message', ({ source, data }: MessageEvent<{ type?: unknown } | null>) => {
  if (source === window && data?.type === 'ainur:want-port') ipcRenderer.send('ainur:want-port')
})
