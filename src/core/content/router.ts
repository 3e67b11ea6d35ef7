import type { Implementer } from '../implement.ts'
import type { Content } from './content.ts'

export const createContentRouter = (os: Implementer, content: Content) =>
  os.content.router({
    add: os.content.add.handler(({ input: { base64, mediaType, name }, signal }) =>
      content.add(Buffer.from(base64, 'base64'), { mediaType, name }, signal),
    ),
    get: os.content.get.handler(async ({ input: { cid }, signal }) => {
      const bytes = await content.get(cid, { signal })
      return { ...(await content.info(cid, { signal })), base64: Buffer.from(bytes).toString('base64') }
    }),
  })
