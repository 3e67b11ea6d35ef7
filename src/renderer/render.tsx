// In a layer, so that the page's own styles win whatever order the bundler puts them in.
import '@mantine/core/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@mantine/charts/styles.layer.css'
import '@mantine/dropzone/styles.layer.css'
import './base.css'
import './print.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api.ts'
import { App } from './app.tsx'
import { startI18n } from './i18n.ts'
import { createAppRouter } from './routes.tsx'

/** Renders the page into `#root`. The link to the core is opened by the caller. */
export const renderPage = async () => {
  const root = document.getElementById('root')
  if (!root) throw new Error('the document has no element with id "root"')
  await startI18n()
  createRoot(root).render(
    <StrictMode>
      <App queries={createQueryClient()} router={createAppRouter()} />
    </StrictMode>,
  )
}
