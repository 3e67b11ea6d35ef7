/**
 * Takes from the host's interfaces all that JavaScript gives to every object. The glue code looks up what a component
 * imports by name; whatever the name, it finds a member that is written down in this folder, or nothing.
 */
export function bare(interfaces: Record<string, object>): Record<string, object> {
  return plain(interfaces, (functions) =>
    plain(functions as Record<string, unknown>, (value) => {
      if (typeof value === 'function') strip(value)
      return value
    }),
  )
}

function plain<T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> {
  const copy = Object.create(null) as Record<string, U>
  for (const [name, value] of Object.entries(record)) copy[name] = change(value)
  return Object.freeze(copy)
}

/** Functions lose their methods; classes, those they extend included, their names and the way back to themselves. */
function strip(value: object): void {
  for (const part of chain(value, Function.prototype)) {
    const { prototype } = part as { prototype?: object }
    for (const name of ['name', 'length']) Reflect.deleteProperty(part, name)
    if (prototype === undefined) continue
    for (const level of chain(prototype, Object.prototype)) Reflect.deleteProperty(level, 'constructor')
  }
}

/** An object and those it inherits from, without `end`, which it then does not inherit from any more. */
function chain(value: object, end: object): object[] {
  const found = [value]
  for (;;) {
    const last = found[found.length - 1] as object
    const next = Object.getPrototypeOf(last) as object | null
    if (next === end) Object.setPrototypeOf(last, null)
    if (next === end || next === null) return found
    found.push(next)
  }
}
