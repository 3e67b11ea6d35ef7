import { connect } from './api.ts'
import { openLink } from './link.ts'
import { renderPage } from './render.tsx'

/** Opens the link to the core and shows the page. */
export const start = async () => {
  connect(openLink())
  await renderPage()
}
