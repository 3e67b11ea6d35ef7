// Text in capitals, then the number of its words: the same answer from every toolchain. AssemblyScript has no
// bindings for components, so the canonical ABI of the world's one function is written out.

@external('ainur:agent/host@0.1.0', 'log')
declare function log(level: i32, text: usize, length: i32): void

export function cabi_realloc(old: usize, oldSize: usize, align: usize, size: usize): usize {
  return old ? heap.realloc(old, size) : heap.alloc(size)
}

/** `result<task-output, task-error>` at the address that is returned: tag, media type, data. */
export function run(
  taskId: usize,
  taskIdLength: i32,
  capability: usize,
  capabilityLength: i32,
  mediaType: usize,
  mediaTypeLength: i32,
  data: usize,
  dataLength: i32,
  parameters: usize,
  parametersLength: i32,
): usize {
  const text = String.UTF8.decodeUnsafe(data, dataLength)
  const pieces = text.split(' ')
  let words = 0
  for (let i = 0; i < pieces.length; i++) if (pieces[i].trim().length > 0) words++
  const answer = String.UTF8.encode(text.toUpperCase() + '\n' + words.toString())
  const line = String.UTF8.encode('done')
  log(1, changetype<usize>(line), line.byteLength)

  const bytes = heap.alloc(answer.byteLength)
  memory.copy(bytes, changetype<usize>(answer), answer.byteLength)
  const result = heap.alloc(20)
  store<u8>(result, 0)
  store<u32>(result + 4, mediaType as u32)
  store<u32>(result + 8, mediaTypeLength)
  store<u32>(result + 12, bytes as u32)
  store<u32>(result + 16, answer.byteLength)
  return result
}
