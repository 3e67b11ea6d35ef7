import { app, dialog, type Session, shell } from 'electron'
import { outsideAddress } from './outside.ts'
import { words } from './words.ts'

/** Inline styles are what the component library writes; scripts come from files only, and workers from the page's own script. */
export const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** No page of this session gets a permission, but to write to the clipboard. */
export function secureSession(session: Session, pageOrigins: readonly string[]): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write' && isOwn(contents.getURL(), pageOrigins))
  })
  session.setPermissionCheckHandler(
    (_, permission, origin) => permission === 'clipboard-sanitized-write' && isOwn(origin, pageOrigins),
  )
}

/** Whatever web contents come to be: they stay on our page, open no windows and hold no other page. */
export function secureContents(pageOrigins: readonly string[]): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isOwn(url, pageOrigins)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      void openOutside(url)
      return { action: 'deny' }
    })
  })
}

let asking = false

/** A link to the world opens where the user browses it, when they have seen where it leads. */
async function openOutside(url: string): Promise<void> {
  const outside = outsideAddress(url)
  if (outside === null || asking) return
  asking = true
  try {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      message: words('desktop.open-outside', { host: outside.host }),
      detail: outside.href,
      buttons: [words('desktop.open'), words('desktop.cancel')],
      defaultId: 1,
      cancelId: 1,
    })
    if (response === 0) await shell.openExternal(outside.href)
  } finally {
    asking = false
  }
}

function isOwn(address: string, pageOrigins: readonly string[]): boolean {
  return pageOrigins.some((origin) => address === origin || address.startsWith(`${origin}/`))
}
