/**
 * From here on what this process makes is its user's alone: keys, databases, logs. Answers how to do something with
 * the user's own mask, e.g. start a program of theirs.
 */
export function makeFilesPrivate(): <T>(work: () => T) => T {
  const own = process.umask(0o077)
  return (work) => {
    process.umask(own)
    try {
      return work()
    } finally {
      process.umask(0o077)
    }
  }
}
