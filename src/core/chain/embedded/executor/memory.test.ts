import { expect, test } from 'vitest'
import { RuntimeMemory } from './memory.ts'

const HEAP_BASE = 1_003

function fresh(): RuntimeMemory {
  const memory = new RuntimeMemory()
  memory.startHeap(HEAP_BASE)
  return memory
}

test('blocks are aligned, apart, and carry the header of a node: order, then 1 while in use', () => {
  const memory = fresh()
  const small = memory.allocate(1)
  const large = memory.allocate(9)
  expect(small).toBe(1_008 + 8)
  expect(large).toBe(small + 8 + 8)
  expect([memory.bytes.readUInt32LE(small - 8), memory.bytes.readUInt32LE(small - 4)]).toEqual([0, 1])
  expect([memory.bytes.readUInt32LE(large - 8), memory.bytes.readUInt32LE(large - 4)]).toEqual([1, 1])
})

test('a freed block is given out again, last one first, and cannot be freed twice', () => {
  const memory = fresh()
  const [first, second] = [memory.allocate(100), memory.allocate(100)]
  memory.release(first)
  memory.release(second)
  expect(() => memory.release(second)).toThrow(/does not hold/)
  expect(memory.allocate(128)).toBe(second)
  expect(memory.allocate(65)).toBe(first)
})

test('the memory grows when it is full, and what was in it stays', () => {
  const memory = fresh()
  const before = memory.bytes.length
  const kept = memory.put(Buffer.from('kept'))
  for (let i = 0; i < 5; i++) memory.allocate(32 * 1024 * 1024)
  expect(memory.bytes.length).toBeGreaterThan(before)
  expect(memory.at(kept, 4).toString()).toBe('kept')
  expect(() => memory.allocate(32 * 1024 * 1024 + 1)).toThrow(/too much/)
})

test('reading outside of the memory is refused', () => {
  const memory = fresh()
  expect(() => memory.at(memory.bytes.length - 1, 2)).toThrow(RangeError)
})
