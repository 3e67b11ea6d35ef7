import type { Settings } from '../../contract/settings.ts'
import { InvalidError } from '../errors.ts'
import type { Implementer } from '../implement.ts'
import type { SettingsStore } from './settings.ts'
import { say } from '../words.ts'

export const createSettingsRouter = (os: Implementer, settings: SettingsStore) =>
  os.settings.router({
    get: os.settings.get.handler(() => settings.get()),
    set: os.settings.set.handler(({ input }) => settings.set(withoutNetwork(settings.get(), input))),
  })

/** The network is changed by `chain.switchNetwork`, which first finds out whether it can be reached. */
function withoutNetwork(now: Settings, change: Partial<Settings>): Partial<Settings> {
  const { network, ...rest } = change
  if (network && JSON.stringify(network) !== JSON.stringify(now.network))
    throw new InvalidError(say('ainur.network-is-no-setting'))
  return rest
}
