import { implement } from '@orpc/server'
import { agents as contract } from '../../contract/agents.ts'
import type { Agents } from './agents.ts'

const os = implement(contract)

export const createAgentsRouter = (agents: Agents) =>
  os.router({
    list: os.list.handler(({ input }) => agents.list(input)),
    get: os.get.handler(({ input }) => agents.get(input)),
    earnings: os.earnings.handler(({ input }) => agents.earnings(input)),
    packages: os.packages.handler(() => agents.packages()),
    inspect: os.inspect.handler(({ input, signal }) => agents.inspect(input, signal)),
    install: os.install.handler(({ input, signal }) => agents.install(input, signal)),
    uninstall: os.uninstall.handler(({ input }) => agents.uninstall(input)),
    hosted: os.hosted.handler(() => agents.hosted()),
    startHosting: os.startHosting.handler(({ input }) => agents.startHosting(input)),
    stopHosting: os.stopHosting.handler(({ input }) => agents.stopHosting(input)),
    decisions: os.decisions.handler(({ input }) => agents.decisions(input)),
    runs: os.runs.handler(({ input }) => agents.runs(input)),
    log: os.log.handler(({ input }) => agents.log(input)),
  })
