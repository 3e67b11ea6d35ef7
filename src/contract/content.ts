import { z } from 'zod'
import { Cid } from './common.ts'
import { MediaType } from './media-type.ts'
import { procedure } from './route.ts'
import { base64Length, MAX_CONTENT_BYTES } from './sizes.ts'
import { ForeignText } from './text.ts'
import { fields } from './words/fields.ts'

const Base64 = z
  .string()
  .max(base64Length(MAX_CONTENT_BYTES), fields['content-size'])
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, fields.base64)

export const ContentInfo = z.object({
  cid: Cid,
  size: z.number().int(),
  mediaType: ForeignText,
  name: ForeignText.nullable(),
  /** blake3 of the bytes, 0x-hex. */
  hash: z.string(),
})
export type ContentInfo = z.infer<typeof ContentInfo>
export const content = {
  add: procedure
    .input(
      z.object({
        base64: Base64,
        mediaType: MediaType,
        name: z.string().max(255).nullable().default(null),
      }),
    )
    .output(ContentInfo),
  get: procedure.input(z.object({ cid: Cid })).output(ContentInfo.extend({ base64: z.string() })),
}
