import type { Implementer } from '../implement.ts'
import type { Tasks } from './tasks.ts'

export const createTasksRouter = (os: Implementer, tasks: Tasks) =>
  os.tasks.router({
    list: os.tasks.list.handler(({ input }) => tasks.list(input)),
    get: os.tasks.get.handler(({ input, signal }) => tasks.get(input, signal)),
    underWay: os.tasks.underWay.handler(() => tasks.underWay()),
    createInput: os.tasks.createInput.handler(({ input, signal }) => tasks.createInput(input, signal)),
    outlook: os.tasks.outlook.handler(({ input, signal }) => tasks.outlook(input, signal)),
    capabilities: os.tasks.capabilities.handler(() => tasks.capabilities()),
    verify: os.tasks.verify.handler(({ input, signal }) => tasks.verify(input, signal)),
  })
