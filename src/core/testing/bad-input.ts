import { AINU } from '../../contract/money.ts'
import { MAX_CONTENT_BYTES } from '../../contract/sizes.ts'
import { badContacts } from '../contacts/testing/bad-input.ts'
import { ADDRESS, BAD, type BadCall, type Known } from './bad-call.ts'

const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
const base64 = (text: string) => Buffer.from(text).toString('base64')

const money = (known: Known): BadCall[] => {
  const send = (what: string, amount: unknown, code = BAD): BadCall => ({
    what: `send ${what}`,
    call: 'tx.submit',
    input: { from: known.rich, action: { type: 'transfer', to: ADDRESS, amount } },
    code,
  })
  return [
    send('a negative amount', '-1'),
    send('a fraction of a planck', '1.5'),
    send('an amount in exponent form', '1e12'),
    send('an amount in hex', '0x10'),
    send('a number instead of text', 1_000_000),
    send('an amount with spaces', ' 1 '),
    send('an amount with a leading zero', '01'),
    send('an empty amount', ''),
    send('Arabic digits', '١٢'),
    send('an amount of 40 digits', '9'.repeat(40)),
    send('not a number', 'NaN'),
    send('nothing', null),
    send('more than there is', (10n ** 30n).toString(), 'INSUFFICIENT_BALANCE'),
    {
      what: 'send from an empty account',
      call: 'tx.submit',
      input: { from: known.poor, action: { type: 'transfer', to: ADDRESS, amount: AINU.toString() } },
      code: 'INSUFFICIENT_BALANCE',
    },
    {
      what: 'send from a locked account',
      call: 'tx.submit',
      input: { from: known.locked, action: { type: 'transfer', to: ADDRESS, amount: '1' } },
      code: 'LOCKED',
    },
    {
      what: 'send to an address with a wrong checksum',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'transfer', to: `${ADDRESS.slice(0, -1)}Z`, amount: '1' } },
      code: 'INVALID',
    },
    {
      what: 'send to something that is no address',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'transfer', to: 'bob', amount: '1' } },
      code: BAD,
    },
    {
      what: 'send from an account that is not in the wallet',
      call: 'tx.submit',
      input: { from: ADDRESS, action: { type: 'transfer', to: ADDRESS, amount: '1' } },
      code: 'NOT_FOUND',
    },
    {
      what: 'an action that does not exist',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'mint', amount: '1' } },
      code: BAD,
    },
    {
      what: 'the history of a transaction that does not exist',
      call: 'tx.get',
      input: { id: 'nope' },
      code: 'NOT_FOUND',
    },
  ]
}

const wallets = (known: Known): BadCall[] => {
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
    phrase('a giant phrase', 'word '.repeat(200), BAD),
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
    { what: 'claim for an address that is none', call: 'faucet.claim', input: { address: '' }, code: BAD },
  ]
}

const tasks = (known: Known): BadCall[] => {
  const good = {
    type: 'task.post',
    title: 'A task',
    capability: 'echo',
    inputCid: CID,
    budget: (5n * AINU).toString(),
    trust: 'optimistic',
    biddingMs: 2_000,
    timeoutMs: 60_000,
    disputeWindowMs: 2_000,
  }
  const post = (what: string, change: Record<string, unknown>, code = BAD): BadCall => ({
    what: `post ${what}`,
    call: 'tx.submit',
    input: { from: known.rich, action: { ...good, ...change } },
    code,
  })
  return [
    post('without a title', { title: ' ' }),
    post('with a title of 201 characters', { title: 'ß'.repeat(201) }),
    post('with a giant title', { title: 'x'.repeat(1_000_000) }),
    post('with a number as title', { title: 7 }),
    post('with a budget under 1 AINU', { budget: (AINU - 1n).toString() }, 'INVALID'),
    post('with a budget over a million AINU', { budget: (1_000_000n * AINU + 1n).toString() }, 'INVALID'),
    post('with a negative budget', { budget: '-5' }),
    post('with a fractional budget', { budget: '1.5' }),
    post('with 59 seconds to work', { timeoutMs: 59_999 }, 'INVALID'),
    post('with more than a day to work', { timeoutMs: 86_400_001 }, 'INVALID'),
    post('with half a millisecond', { timeoutMs: 60_000.5 }),
    post('with a bidding time the network does not allow', { biddingMs: 1 }, 'REJECTED'),
    post('with a dispute window the network does not allow', { disputeWindowMs: 1 }, 'REJECTED'),
    post('with a trust that does not exist', { trust: 'blind' }),
    post('with an input that is no CID', { inputCid: '../../etc/passwd' }),
    post('for a capability in capitals', { capability: 'ECHO' }),
    post('for a DID in another alphabet', { target: 'did:ainur:эхо' }),
    post('for a DID of another method', { target: 'did:web:example.org' }),
    {
      what: 'cancel a task that does not exist',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'task.cancel', task: 999_999 } },
      code: 'NOT_FOUND',
    },
    {
      what: 'accept with a negative id',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'task.accept', task: -1 } },
      code: BAD,
    },
    {
      what: 'dispute without a reason',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'task.dispute', task: 0, reason: '  ' } },
      code: BAD,
    },
    {
      what: 'look at a task that does not exist',
      call: 'tasks.get',
      input: { task: 999_999 },
      code: 'NOT_FOUND',
    },
    {
      what: 'verify a task that does not exist',
      call: 'tasks.verify',
      input: { task: 999_999 },
      code: 'NOT_FOUND',
    },
    { what: 'list with a page of 0', call: 'tasks.list', input: { limit: 0 }, code: BAD },
    {
      what: 'list with a made-up cursor',
      call: 'tasks.list',
      input: { cursor: 'x;drop table tasks' },
      code: 'INVALID',
    },
  ]
}

const agents = (known: Known): BadCall[] => {
  const register = (what: string, change: Record<string, unknown>, code = BAD): BadCall => ({
    what: `register ${what}`,
    call: 'tx.submit',
    input: {
      from: known.rich,
      action: {
        type: 'agent.register',
        packageId: known.packageId,
        did: 'did:ainur:fine',
        capabilities: ['echo'],
        price: AINU.toString(),
        stake: (10n * AINU).toString(),
        ...change,
      },
    },
    code,
  })
  const hosting = (type: string, code: string): BadCall => ({
    what: `${type} for an agent that does not exist`,
    call: 'tx.submit',
    input: { from: known.rich, action: { type, did: 'did:ainur:stranger' } },
    code,
  })
  const install = (what: string, files: unknown, code = 'INVALID'): BadCall => ({
    what: `install ${what}`,
    call: 'agents.install',
    input: { files },
    code,
  })
  return [
    register('a DID with capitals', { did: 'did:ainur:Echo' }),
    register('a DID with a space', { did: 'did:ainur:my agent' }),
    register('a DID with an emoji', { did: 'did:ainur:🤖' }),
    register('a DID of 52 characters', { did: `did:ainur:${'a'.repeat(52)}` }),
    register('without capabilities', { capabilities: [] }),
    register('with 17 capabilities', { capabilities: Array.from({ length: 17 }, (_, index) => `c${index}`) }),
    register('with a fractional price', { price: '0.5' }),
    register('with a price of nothing', { price: '0' }, 'INVALID'),
    register('with a price below a tenth of an AINU', { price: (AINU / 10n - 1n).toString() }, 'INVALID'),
    {
      what: 'update to a price below a tenth of an AINU',
      call: 'tx.submit',
      input: { from: known.rich, action: { type: 'agent.update', did: 'did:ainur:fine', price: '1' } },
      code: 'INVALID',
    },
    register('a package that is not there', { packageId: 'nope' }, 'NOT_FOUND'),
    register('with too little stake', { stake: '1' }, 'INVALID'),
    hosting('agent.host', 'NOT_FOUND'),
    hosting('agent.unhost', 'INVALID'),
    install('nothing', [], BAD),
    install('something that is not JSON', [{ name: 'agent.json', base64: base64('{') }]),
    install('a manifest without a component', [
      { name: 'agent.json', base64: base64('{"schemaVersion":1}') },
    ]),
    install('a component without a manifest', [{ name: 'a.wasm', base64: base64('\0asm') }]),
    install('a file outside of the package', [{ name: '../agent.json', base64: base64('{}') }]),
    install('what is not base64', [{ name: 'agent.json', base64: '%%%' }]),
    {
      what: 'remove a package that is not there',
      call: 'agents.uninstall',
      input: { packageId: '../..' },
      code: 'NOT_FOUND',
    },
    {
      what: 'start an agent that is not hosted here',
      call: 'agents.startHosting',
      input: { did: 'did:ainur:stranger' },
      code: 'NOT_FOUND',
    },
    {
      what: 'look at an agent that does not exist',
      call: 'agents.get',
      input: { did: 'did:ainur:stranger' },
      code: 'NOT_FOUND',
    },
  ]
}

const rest = (): BadCall[] => [
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
  { what: 'get content that is not here', call: 'content.get', input: { cid: CID }, code: 'NOT_FOUND' },
  { what: 'get something that is no CID', call: 'content.get', input: { cid: 'Qm-not-a-cid' }, code: BAD },
  {
    what: 'switch to a web page',
    call: 'chain.switchNetwork',
    input: { kind: 'rpc', url: 'https://example.org' },
    code: BAD,
  },
  {
    what: 'switch to a file',
    call: 'chain.switchNetwork',
    input: { kind: 'rpc', url: 'file:///etc/passwd' },
    code: BAD,
  },
  { what: 'set a development speed of 0', call: 'settings.set', input: { devSpeed: 0 }, code: BAD },
  { what: 'set a theme that does not exist', call: 'settings.set', input: { theme: 'neon' }, code: BAD },
]

/** Every bad call, with what must come back. */
export const badCalls = (known: Known): BadCall[] => [
  ...badContacts(known),
  ...money(known),
  ...wallets(known),
  ...tasks(known),
  ...agents(known),
  ...rest(),
]
