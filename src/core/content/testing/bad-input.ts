import { MAX_CONTENT_BYTES } from '../../../contract/sizes.ts'
import { BAD, CID, type BadCall } from '../../testing/bad-call.ts'

export const badContent = (): BadCall[] => [
  {
    what: 'add content over 8 MiB',
    call: 'content.add',
    input: { base64: 'A'.repeat(Math.ceil(MAX_CONTENT_BYTES / 3) * 4 + 4), mediaType: 'text/plain' },
    code: BAD,
  },
  {
    what: 'add content that is not base64',
    call: 'content.add',
    input: { base64: 'ä', mediaType: 'text/plain' },
    code: BAD,
  },
  {
    what: 'add content of no media type',
    call: 'content.add',
    input: { base64: '', mediaType: 'plain text' },
    code: BAD,
  },
  { what: 'get content that is not here', call: 'content.get', input: { cid: CID }, code: 'NOT_FOUND' },
  { what: 'get something that is no CID', call: 'content.get', input: { cid: 'Qm-not-a-cid' }, code: BAD },
]
