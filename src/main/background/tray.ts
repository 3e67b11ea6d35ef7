import { Menu, nativeImage, Tray } from 'electron'
import { words } from '../words.ts'
import type { AgentsSummary } from './summary.ts'

interface TrayOptions {
  /** A PNG file. */
  readonly icon: string
  readonly open: () => void
  readonly quit: () => void
}

/** `lostAt`: since when the core is silent or has no network, ms. */
type ShowState = (agents: AgentsSummary | null, lostAt: number | null) => void

/** An icon with the state of the hosted agents, for as long as the desktop runs. Null where the system has no tray. */
export function showTray({ icon, open, quit }: TrayOptions): ShowState | null {
  let tray: Tray
  try {
    tray = new Tray(nativeImage.createFromPath(icon))
  } catch {
    return null
  }
  tray.on('click', open)
  let shown: string | null = null
  return (agents, lostAt) => {
    const state = stateInWords(agents, lostAt)
    if (state === shown) return
    shown = state
    tray.setToolTip(`Ainur: ${state}`)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: state, enabled: false },
        { type: 'separator' },
        { label: words('desktop.open-ainur'), click: open },
        { label: words('desktop.quit'), click: quit },
      ]),
    )
  }
}

function stateInWords(agents: AgentsSummary | null, lostAt: number | null): string {
  // Nobody knows what agents do then.
  if (lostAt !== null) return words('desktop.not-connected', { at: new Date(lostAt).toLocaleString() })
  if (agents === null) return words('desktop.no-core')
  const { hosted, working, earned } = agents
  return hosted === 0 ? words('desktop.no-agents') : words('desktop.agents', { hosted, working, earned })
}
