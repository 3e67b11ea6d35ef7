import { ADDRESS, BAD, type BadCall, type Known } from '../../testing/bad-call.ts'

export const badWallets = (known: Known): BadCall[] => {
  const twelve = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
  const phrase = (what: string, mnemonic: string, code = 'INVALID'): BadCall => ({
    what: `import ${what}`,
    call: 'wallet.importMnemonic',
    input: { name: 'x', mnemonic, passphrase: 'correct horse' },
    code,
  })
  const json = (what: string, text: string): BadCall => ({
    what: `import ${what}`,
    call: 'wallet.importJson',
    input: { json: text, passphrase: 'correct horse' },
    code: 'INVALID',
  })
  const seed = (what: string, value: string): BadCall => ({
    what: `import ${what}`,
    call: 'wallet.importRaw',
    input: { name: 'x', seed: value, passphrase: 'correct horse' },
    code: 'INVALID',
  })
  return [
    phrase('a phrase of 11 words', twelve.split(' ').slice(1).join(' ')),
    phrase('a phrase with a word that is not in the list', twelve.replace('obey', 'obeyy')),
    phrase('a phrase with a wrong checksum', twelve.replace('bottom', 'walk')),
    phrase('an empty phrase', '   ', BAD),
    phrase('a giant phrase', 'word '.repeat(2_000), BAD),
    phrase('a phrase in another alphabet', 'слово '.repeat(12)),
    json('text that is not JSON', '{"address":'),
    json('JSON that is no keystore', '{"hello":"world"}'),
    json(
      'a keystore without content',
      JSON.stringify({
        address: ADDRESS,
        encoded: '',
        encoding: { content: ['pkcs8', 'sr25519'], type: ['scrypt', 'xsalsa20-poly1305'], version: '3' },
        meta: {},
      }),
    ),
    {
      what: 'import a giant keystore',
      call: 'wallet.importJson',
      input: { json: 'x'.repeat(1_100_000), passphrase: '' },
      code: BAD,
    },
    seed('a seed of 31 bytes', `0x${'ab'.repeat(31)}`),
    seed('a seed that is not hex', `0x${'zz'.repeat(32)}`),
    seed('an empty seed', ''),
    {
      what: 'create with a short passphrase',
      call: 'wallet.create',
      input: { name: 'x', passphrase: 'short' },
      code: BAD,
    },
    {
      what: 'create without a name',
      call: 'wallet.create',
      input: { name: '   ', passphrase: 'correct horse' },
      code: BAD,
    },
    {
      what: 'create with a name of 65 characters',
      call: 'wallet.create',
      input: { name: 'n'.repeat(65), passphrase: 'correct horse' },
      code: BAD,
    },
    {
      what: 'unlock with a wrong passphrase',
      call: 'wallet.unlock',
      input: { address: known.locked, passphrase: 'wrong horse' },
      code: 'WRONG_PASSPHRASE',
    },
    {
      what: 'export with a wrong passphrase',
      call: 'wallet.exportJson',
      input: { address: known.rich, passphrase: 'wrong horse' },
      code: 'WRONG_PASSPHRASE',
    },
    {
      what: 'reveal with a wrong passphrase',
      call: 'wallet.revealMnemonic',
      input: { address: known.rich, passphrase: '' },
      code: 'WRONG_PASSPHRASE',
    },
    {
      what: 'unlock for more than a day',
      call: 'wallet.unlock',
      input: { address: known.rich, passphrase: 'correct horse', minutes: 1441 },
      code: BAD,
    },
    {
      what: 'rename an unknown account',
      call: 'wallet.rename',
      input: { address: ADDRESS, name: 'x' },
      code: 'NOT_FOUND',
    },
    {
      what: 'forget with another name than the account’s',
      call: 'wallet.forget',
      input: { address: known.rich, confirm: 'someone else' },
      code: 'INVALID',
    },
    {
      what: 'watch an address that is none',
      call: 'wallet.watch',
      input: { name: 'x', address: `${ADDRESS}!` },
      code: BAD,
    },
  ]
}
