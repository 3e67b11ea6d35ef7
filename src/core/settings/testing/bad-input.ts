import { BAD, type BadCall } from '../../testing/bad-call.ts'

export const badSettings = (): BadCall[] => [
  { what: 'set a development speed of 0', call: 'settings.set', input: { devSpeed: 0 }, code: BAD },
  { what: 'set a theme that does not exist', call: 'settings.set', input: { theme: 'neon' }, code: BAD },
  {
    what: 'ask to be told of what there is not',
    call: 'settings.set',
    input: { notifyOf: ['weather'] },
    code: BAD,
  },
]
