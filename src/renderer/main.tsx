import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/charts/styles.css'
import '@mantine/spotlight/styles.css'
import '@mantine/dropzone/styles.css'
import './base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connect, createQueryClient } from './api.ts'
import { App } from './app.tsx'
import { startI18n } from './i18n.ts'
import { openLink } from './link.ts'
import { createAppRouter } from './routes.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with id "root"')

connect(openLink())
await startI18n()
createRoot(root).render(
  <StrictMode>
    <App queries={createQueryClient()} router={createAppRouter()} />
  </StrictMode>,
)
