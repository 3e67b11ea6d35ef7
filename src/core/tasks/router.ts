import type { Implementer } from '../implement.ts'
import type { Drafts } from './drafts.ts'
import type { Tasks } from './tasks.ts'

export const createTasksRouter = (os: Implementer, tasks: Tasks, drafts: Drafts) =>
  os.tasks.router({
    list: os.tasks.list.handler(({ input }) => tasks.list(input)),
    ended: os.tasks.ended.handler(({ input }) => tasks.ended(input)),
    get: os.tasks.get.handler(({ input, signal }) => tasks.get(input, signal)),
    underWay: os.tasks.underWay.handler(() => tasks.underWay()),
    createInput: os.tasks.createInput.handler(({ input, signal }) => tasks.createInput(input, signal)),
    outlook: os.tasks.outlook.handler(({ input, signal }) => tasks.outlook(input, signal)),
    offers: os.tasks.offers.handler(({ input, signal }) => tasks.offers(input, signal)),
    capabilities: os.tasks.capabilities.handler(() => tasks.capabilities()),
    draft: os.tasks.draft.handler(({ input, signal }) => drafts.open(input, signal)),
    keepDraft: os.tasks.keepDraft.handler(({ input }) => drafts.keep(input)),
    templates: os.tasks.templates.handler(() => drafts.templates()),
    keepTemplate: os.tasks.keepTemplate.handler(({ input }) => drafts.keepTemplate(input)),
    dropTemplate: os.tasks.dropTemplate.handler(({ input }) => drafts.dropTemplate(input)),
    checkReceipt: os.tasks.checkReceipt.handler(({ input }) => tasks.checkReceipt(input.receipt)),
    verify: os.tasks.verify.handler(({ input, signal }) => tasks.verify(input, signal)),
  })
