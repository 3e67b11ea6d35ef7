const removal = 'function rscTableRemove('
const lenient = 'if (val === 0 ||'

/**
 * The transpiler's code takes a place that its table of handles does not have for one that holds a handle, and makes
 * the table as long as a guest likes. Here that place is as empty as any other.
 */
export function strictHandles(glue: string): string {
  if (!glue.includes(removal)) return glue
  const strict = glue.replace(lenient, 'if (!val ||')
  if (strict === glue) throw new Error('the transpiler looks up handles in another way than it did')
  return strict
}
