import { runtimeVersionBytes } from '../runtime-version.ts'
import { optionBytes } from '../scale.ts'
import type { HostContext } from './context.ts'

export const misc = {
  ext_misc_print_utf8_version_1({ memory, logs }: HostContext, data: bigint) {
    logs.push({ message: memory.slice(data).toString() })
  },
  ext_misc_print_hex_version_1({ memory, logs }: HostContext, data: bigint) {
    logs.push({ message: `0x${memory.slice(data).toString('hex')}` })
  },
  ext_misc_print_num_version_1({ logs }: HostContext, value: bigint) {
    logs.push({ message: BigInt.asUintN(64, value).toString() })
  },
  ext_misc_runtime_version_version_1: ({ memory }: HostContext, code: bigint) =>
    memory.putPacked(optionBytes(runtimeVersionBytes(memory.copy(code)))),
}
