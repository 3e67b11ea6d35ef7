import { complies } from '../../contract/testing/compliance.ts'
import { addDevAccount, passphrase } from '../testing/accounts.ts'
import { startCore } from '../testing/core.ts'

complies('the core', async () => {
  const t = await startCore()
  return { api: t.api, address: await addDevAccount(t, 'Alice'), passphrase, close: t.remove }
})
