import type { HostContext } from './context.ts'

export const allocator = {
  ext_allocator_malloc_version_1: ({ memory }: HostContext, size: number) => memory.allocate(size >>> 0),
  ext_allocator_free_version_1: ({ memory }: HostContext, pointer: number) => memory.release(pointer >>> 0),
}
