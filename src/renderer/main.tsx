import { connect } from './api.ts'
import { openLink } from './link.ts'
import { renderPage } from './render.tsx'

connect(openLink())
await renderPage()
