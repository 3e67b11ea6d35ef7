import { expect, it } from 'vitest'
import { searches } from '../../contract/testing/searches.ts'
import { foundOptions } from './found-options.ts'

it.each(searches)('a choice "%s" is offered for "%s": %s', (label, search, isFound) => {
  const option = { value: 'one', label }
  expect(foundOptions({ options: [option], search, limit: 10 })).toEqual(isFound ? [option] : [])
  const group = { group: 'all', items: [option, { value: 'two', label: '' }] }
  expect(foundOptions({ options: [group], search, limit: 10 })).toEqual(
    isFound ? [{ group: 'all', items: [option] }] : [],
  )
})
