import { inspect } from 'node:util'

const HIDDEN = '[secret]'

/** Text that cannot be printed by accident: not by templates, JSON, logs or inspection. Only `reveal` gives it. */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [Symbol.toPrimitive](): string {
    return HIDDEN
  }

  [inspect.custom](): string {
    return HIDDEN
  }
}
