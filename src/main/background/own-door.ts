import './older-electron.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { MessageChannelMain } from 'electron'
import type { Contract } from '../../contract/index.ts'
import type { PageDoor } from '../core/supervisor.ts'

export type Core = ContractRouterClient<Contract>

/**
 * The desktop's own way to its core, beside the page's. `use` is called with each core that comes up; its signal aborts
 * when that core is gone.
 */
export function openOwnDoor(use: (core: Core, signal: AbortSignal) => void): PageDoor {
  let ending = new AbortController()
  return {
    onWanted(listener) {
      listener()
      return () => ending.abort()
    },
    join(connect) {
      ending.abort()
      ending = new AbortController()
      const { port1, port2 } = new MessageChannelMain()
      connect(port1)
      const core: Core = createORPCClient(new RPCLink({ port: port2 }))
      port2.start()
      use(core, ending.signal)
    },
    tell: () => ending.abort(),
  }
}
