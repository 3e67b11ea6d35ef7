import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'
import { parse } from '../ui/markdown/parse.ts'

// A page that stays mounted has timers, which would run when there is no document any more.
afterEach(cleanup)

// jsdom has no threads: the page's one worker answers from the same thread. End-to-end tests run the real one.
globalThis.Worker = class extends EventTarget {
  onmessage = null
  onmessageerror = null
  onerror = null
  #ended = false
  postMessage(text: string) {
    queueMicrotask(() => {
      if (!this.#ended) this.dispatchEvent(new MessageEvent('message', { data: parse(text) }))
    })
  }
  terminate() {
    this.#ended = true
  }
} as unknown as typeof Worker
