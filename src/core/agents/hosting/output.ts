/** So much of what a run wrote is kept in the agent's log. */
const LINES = 30
const LINE_CHARS = 500

/** The last lines of a stream that an agent wrote to, each cut to a length; blank ones at the end are left out. */
export function tailOf(text: string): string[] {
  const lines = text.trimEnd().split(/\r\n|\r|\n/)
  return lines
    .slice(-LINES)
    .map((line) => (line.length > LINE_CHARS ? `${line.slice(0, LINE_CHARS)}…` : line))
    .filter((line, i, all) => line !== '' || (i > 0 && all[i - 1] !== ''))
}
