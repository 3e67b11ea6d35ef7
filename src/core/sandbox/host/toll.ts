/** Fuel of a call out of the guest beside what the call itself takes by the length of its arguments. */
const callFuel = 100

type Callable = (this: unknown, ...values: unknown[]) => unknown

/**
 * Makes every function and every method of every interface cost fuel: a call takes far longer than the instruction
 * that makes it, and none is free.
 */
export function withToll(
  interfaces: Record<string, object>,
  charge: (fuel: number) => void,
): Record<string, object> {
  const paid = (call: Callable): Callable =>
    function (...values) {
      charge(callFuel)
      return call.apply(this, values)
    }
  // Arrow functions and methods have no prototype, classes do.
  const isClass = (value: Callable) => Object.hasOwn(value, 'prototype')

  function tollMethods({ prototype }: { prototype: Record<string, Callable> }): void {
    // Names only: what a symbol names is called by the glue code, not by the guest.
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method = prototype[name]
      if (name !== 'constructor' && method !== undefined) prototype[name] = paid(method)
    }
  }
  function toll(value: unknown): unknown {
    if (typeof value !== 'function') return value
    if (!isClass(value as Callable)) return paid(value as Callable)
    tollMethods(value as unknown as { prototype: Record<string, Callable> })
    return value
  }
  return Object.fromEntries(
    Object.entries(interfaces).map(([name, functions]) => [
      name,
      Object.fromEntries(Object.entries(functions).map(([key, value]) => [key, toll(value)])),
    ]),
  )
}
