import { connect } from '../api.ts'
import { createTestCore } from './core.ts'
import { renderPage } from '../render.tsx'

const core = createTestCore()
const asked = new URLSearchParams(location.search)
if (asked.has('empty')) Object.assign(core.state, { accounts: [], tasks: [], transactions: [] })
if (asked.has('starting'))
  core.state.system = {
    ...core.state.system,
    phase: 'starting',
    steps: [
      { name: 'Databases', state: 'done', detail: null },
      { name: 'Embedded chain', state: 'running', detail: 'compiling the runtime' },
      { name: 'Agents', state: 'waiting', detail: null },
    ],
  }
connect(core.link)
await renderPage()
