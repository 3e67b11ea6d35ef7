import { implement } from '@orpc/server'
import { content as contract } from '../../contract/content.ts'
import type { Content } from './content.ts'

const os = implement(contract)

export const createContentRouter = (content: Content) =>
  os.router({
    add: os.add.handler(({ input: { base64, mediaType, name }, signal }) =>
      content.add(Buffer.from(base64, 'base64'), { mediaType, name }, signal),
    ),
    get: os.get.handler(async ({ input: { cid }, signal }) => {
      const bytes = await content.get(cid, { signal })
      return { ...(await content.info(cid, { signal })), base64: Buffer.from(bytes).toString('base64') }
    }),
  })
