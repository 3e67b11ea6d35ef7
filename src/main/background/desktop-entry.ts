/** A desktop entry. In `Exec` a quoted argument has its own escapes, and the file's those of strings; `%` is doubled. */
export function desktopEntry(command: readonly string[]): string {
  const quoted = command.map((part) => {
    const inner = part.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')
    return `"${inner}"`.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
  })
  return ['[Desktop Entry]', 'Type=Application', 'Name=Ainur', `Exec=${quoted.join(' ')}`, ''].join('\n')
}
