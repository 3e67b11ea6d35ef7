import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StateTrie } from './trie.ts'

const key = fc.string({ unit: fc.constantFrom('\x00', '\x01', '\x10', '\x11', '\xff'), maxLength: 4 })
const value = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(null))
const step = fc.array(fc.tuple(key, value), { maxLength: 6 })

test('a trie that changed step by step is the one made of what is left, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), key, fc.constantFrom(0, 1), (steps, probe, version) => {
      const model = new Map<string, Uint8Array>()
      const tries = [StateTrie.of([], version)]
      const roots: Uint8Array[] = []
      for (const changes of steps) {
        const before = tries.at(-1)!
        roots.push(before.root())
        tries.push(before.with(changes))
        for (const [name, to] of changes) {
          if (to === null) model.delete(name)
          else model.set(name, to)
        }
      }
      const trie = tries.at(-1)!
      const sorted = [...model].sort(([a], [b]) => (a < b ? -1 : 1))
      expect([...trie.entries()]).toEqual(sorted)
      expect(trie.root()).toEqual(StateTrie.of(sorted.reverse(), version).root())
      expect(trie.get(probe)).toEqual(model.get(probe) ?? null)
      expect(trie.next(probe)).toEqual([...model.keys()].sort().find((name) => name > probe) ?? null)
      // What others still hold is as it was.
      for (const [i, root] of roots.entries())
        expect(StateTrie.of(tries[i]!.entries(), version).root(), `step ${i}`).toEqual(root)
    }),
    { numRuns: 300 },
  )
})
