import { implement } from '@orpc/server'
import { tasks as contract } from '../../contract/tasks.ts'
import type { Tasks } from './tasks.ts'

const os = implement(contract)

export const createTasksRouter = (tasks: Tasks) =>
  os.router({
    list: os.list.handler(({ input }) => tasks.list(input)),
    get: os.get.handler(({ input, signal }) => tasks.get(input, signal)),
    createInput: os.createInput.handler(({ input, signal }) => tasks.createInput(input, signal)),
    outlook: os.outlook.handler(({ input, signal }) => tasks.outlook(input, signal)),
    capabilities: os.capabilities.handler(() => tasks.capabilities()),
    verify: os.verify.handler(({ input, signal }) => tasks.verify(input, signal)),
  })
