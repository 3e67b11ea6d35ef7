/** What a field of a form has to be. The schemas of the contract refuse with these texts. */
export const fields = {
  title: 'a title is needed',
  'title-long': 'a title has at most 200 characters',
  'title-invisible': 'a title has no invisible characters and no line breaks',
  'text-invisible': 'a text says something and has no invisible characters',
  reason: 'a reason is needed',
  amount: 'an amount in planck is a whole number without sign, e.g. "1000000000000"',
  address: 'this is not an account address (SS58, 46 to 50 letters and digits)',
  did: 'a DID is "did:ainur:" and a name of small letters, digits and hyphens (1 to 51)',
  capability: 'a capability is 1 to 32 small letters, digits and hyphens',
  cid: 'this is not a CID (version 1, base32)',
  name: 'a name is needed',
  'name-long': 'a name has at most 64 characters',
  'content-size': 'at most 8 MiB',
  'media-type': 'a media type is like "text/plain" or "text/plain;charset=utf-16"',
  'media-range': 'what an agent takes is a media type, or a range such as "text/*" or "*/*"',
  base64: 'not base64',
  passphrase: 'a passphrase has at least 8 characters',
  'endpoint-scheme': 'An endpoint starts with ws:// or wss://.',
  'endpoint-secret':
    'An endpoint is wss://host:port and no more: what follows may be a secret, which Ainur does not keep.',
  'endpoint-encrypted':
    'Beyond this machine an endpoint starts with wss://. A tunnel (ssh -L) makes another machine local.',
} as const
