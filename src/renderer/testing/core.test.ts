import { createORPCClient } from '@orpc/client'
import { complies } from '../../contract/testing/compliance.ts'
import { createTestCore } from './core.ts'
import { alice } from './samples.ts'

complies('the test core of the page', async () => {
  const { link, state } = createTestCore()
  return { api: createORPCClient(link), address: alice, passphrase: state.passphrase, close: async () => {} }
})
