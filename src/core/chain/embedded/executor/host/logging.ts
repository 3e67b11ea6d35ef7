import type { HostContext } from './context.ts'

export const logging = {
  ext_logging_log_version_1({ memory, logs }: HostContext, level: number, target: bigint, message: bigint) {
    logs.push({ level, target: memory.slice(target).toString(), message: memory.slice(message).toString() })
  },
  ext_logging_max_level_version_1: ({ logLevel }: HostContext) => logLevel,
}
