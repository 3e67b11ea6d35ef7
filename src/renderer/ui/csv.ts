/** Programs that open tables take a text that begins so for a formula, also after blanks. */
const FORMULA = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/
/** A plain number of ours may begin with a minus. */
const NUMBER = /^-?\d+(\.\d+)?$/

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Without it, spreadsheets read the file in the charset of their country. */
const BYTE_ORDER_MARK = '\ufeff'

/** A table as RFC 4180 writes it, in UTF-8, the names of its columns first. What others wrote is no formula in it. */
export const csvOf = (
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string => BYTE_ORDER_MARK + [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
