import type { QueryKey } from '@tanstack/react-query'
import type { topics } from '../contract/system.ts'

export type Topic = (typeof topics)[number]

/** Which queries of a feature each topic makes stale. Keys are prefixes: `orpc.tasks.key()` is every query under `tasks`. */
export type StaleBy = Partial<Record<Topic, QueryKey[]>>
