import type { Implementer } from '../implement.ts'
import type { Agents } from './agents.ts'

export const createAgentsRouter = (os: Implementer, agents: Agents) =>
  os.agents.router({
    list: os.agents.list.handler(({ input }) => agents.list(input)),
    get: os.agents.get.handler(({ input }) => agents.get(input)),
    earnings: os.agents.earnings.handler(({ input }) => agents.earnings(input)),
    packages: os.agents.packages.handler(() => agents.packages()),
    inspect: os.agents.inspect.handler(({ input, signal }) => agents.inspect(input, signal)),
    install: os.agents.install.handler(({ input, signal }) => agents.install(input, signal)),
    uninstall: os.agents.uninstall.handler(({ input }) => agents.uninstall(input)),
    hosted: os.agents.hosted.handler(() => agents.hosted()),
    startHosting: os.agents.startHosting.handler(({ input }) => agents.startHosting(input)),
    stopHosting: os.agents.stopHosting.handler(({ input }) => agents.stopHosting(input)),
    decisions: os.agents.decisions.handler(({ input }) => agents.decisions(input)),
    runs: os.agents.runs.handler(({ input }) => agents.runs(input)),
    log: os.agents.log.handler(({ input }) => agents.log(input)),
  })
