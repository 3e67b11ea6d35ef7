import { MantineProvider } from '@mantine/core'
import { configure, render } from '@testing-library/react'
import { createMemoryHistory } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { connect, createQueryClient } from '../api.ts'
import { App } from '../app.tsx'
import { startI18n } from '../i18n.ts'
import { createAppRouter } from '../routes.tsx'
import { createTestCore } from './core.ts'

// Pages load lazily, and the first one of a file compiles much of the app.
configure({ asyncUtilTimeout: 10_000 })

type TestCore = ReturnType<typeof createTestCore>
let current: TestCore | undefined

// The page is given one link for its whole life, so the tests of a file share one that leads to the core of the moment.
connect({
  call: (path, input, options) => {
    if (!current) throw new Error('no page is open')
    return current.link.call(path, input, options)
  },
})

/** What Mantine asks of a browser and jsdom does not have. */
const fillGaps = () => {
  window.matchMedia ??= (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    })
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  // A text area that grows listens for fonts.
  if (!('fonts' in document)) Object.assign(document, { fonts: new EventTarget() })
  Element.prototype.scrollIntoView ??= () => undefined
  window.scrollTo = () => undefined
}

/** Opens the whole page at an address on a fresh core in memory, changed by `edit` before the page sees it. */
export const openPage = async (address: string, edit?: (state: TestCore['state']) => void) => {
  fillGaps()
  await startI18n()
  const core = createTestCore()
  edit?.(core.state)
  current = core
  const router = createAppRouter(createMemoryHistory({ initialEntries: [address] }))
  return { core, router, ...render(<App queries={createQueryClient()} router={router} />) }
}

/** Shows a part of a page that asks the core for nothing. */
export const showPart = async (part: ReactNode) => {
  fillGaps()
  await startI18n()
  return render(<MantineProvider>{part}</MantineProvider>)
}
