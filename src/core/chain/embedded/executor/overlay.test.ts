import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Overlay } from './overlay.ts'
import { compact, concat, readCompact } from './scale.ts'
import { StateTrie, type TrieEntry } from './trie.ts'

const stateOf = (entries: Iterable<TrieEntry>) => StateTrie.of(entries, 1)
const key = fc.string({ unit: fc.constantFrom('a', 'b', '\u00ff'), maxLength: 4 })
const value = fc.uint8Array({ maxLength: 3 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, value }),
  fc.record({ kind: fc.constant('clear' as const), key }),
  fc.record({ kind: fc.constant('clearPrefix' as const), key }),
  fc.record({ kind: fc.constantFrom('begin' as const, 'commit' as const, 'rollback' as const) }),
)

test('an overlay shows what a copied map would, through nested transactions', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(key, value)),
      fc.array(step, { maxLength: 60 }),
      key,
      (entries, steps, probe) => {
        const overlay = new Overlay(stateOf(entries))
        const models = [new Map(entries)]
        for (const each of steps) {
          const model = models.at(-1)!
          if (each.kind === 'set') {
            overlay.set(each.key, each.value)
            model.set(each.key, each.value)
          } else if (each.kind === 'clear') {
            overlay.set(each.key, null)
            model.delete(each.key)
          } else if (each.kind === 'clearPrefix') {
            expect(overlay.clearPrefix(each.key, Infinity).all).toBe(true)
            for (const name of [...model.keys()]) if (name.startsWith(each.key)) model.delete(name)
          } else if (each.kind === 'begin') {
            overlay.begin()
            models.push(new Map(model))
          } else if (models.length > 1) {
            const top = models.pop()!
            if (each.kind === 'commit') {
              overlay.commit()
              models[models.length - 1] = top
            } else overlay.rollback()
          }
        }
        const model = models.at(-1)!
        expect(overlay.get(probe)).toEqual(model.get(probe) ?? null)
        const walked: string[] = overlay.get('') === null ? [] : ['']
        for (let at = overlay.next(''); at !== null; at = overlay.next(at)) walked.push(at)
        expect(walked).toEqual([...model.keys()].sort())
      },
    ),
  )
})

test('a vector grows item by item as one that is copied does, through nested transactions', () => {
  const item = fc.uint8Array({ minLength: 1, maxLength: 3 })
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('append' as const), item }) },
    fc.record({
      kind: fc.constant('set' as const),
      value: fc.oneof(value, fc.constant(Uint8Array.of(4, 9)), fc.constant(null)),
    }),
    fc.record({
      kind: fc.constantFrom('begin' as const, 'commit' as const, 'rollback' as const, 'read' as const),
    }),
  )
  const appended = (old: Uint8Array | null, added: Uint8Array) => {
    try {
      const [length, start] = readCompact(old ?? Uint8Array.of(0))
      return concat(compact(length + 1), (old ?? Uint8Array.of(0)).subarray(start), added)
    } catch {
      return concat(compact(1), added)
    }
  }
  fc.assert(
    fc.property(fc.option(value), fc.array(step, { maxLength: 200 }), (behind, steps) => {
      const overlay = new Overlay(stateOf(behind === null ? [] : [['v', behind]]))
      const models: (Uint8Array | null)[] = [behind]
      for (const each of steps) {
        const top = models.length - 1
        if (each.kind === 'append') {
          overlay.append('v', each.item)
          models[top] = appended(models[top]!, each.item)
        } else if (each.kind === 'set') {
          overlay.set('v', each.value)
          models[top] = each.value
        } else if (each.kind === 'begin') {
          overlay.begin()
          models.push(models[top]!)
        } else if (each.kind === 'read') expect(overlay.get('v')).toEqual(models[top])
        else if (top > 0) {
          const dropped = models.pop()!
          if (each.kind === 'commit') {
            overlay.commit()
            models[top - 1] = dropped
          } else overlay.rollback()
        }
      }
      expect(overlay.get('v')).toEqual(models.at(-1))
      for (; models.length > 1; models.pop()) overlay.rollback()
      expect(overlay.changes().get('v') ?? overlay.get('v')).toEqual(models[0])
    }),
    { numRuns: 300 },
  )
})

test('the limit of a prefix counts the keys behind, not the pending ones', () => {
  const entry = (name: string): [string, Uint8Array] => [name, Uint8Array.of(1)]
  const overlay = new Overlay(stateOf(['p1', 'p2', 'p3', 'q'].map(entry)))
  overlay.set('p0', Uint8Array.of(2))
  expect(overlay.clearPrefix('p', 2)).toEqual({ all: false, removed: 2 })
  expect(['p0', 'p1', 'p2', 'p3', 'q'].map((name) => overlay.get(name) !== null)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ])
})

test('a transaction that was never opened cannot be ended', () => {
  expect(() => new Overlay(stateOf([])).rollback()).toThrow(/no storage transaction/)
})
