const TICK_MS = 1

/**
 * Watches this thread's event loop: how long it was busy between two turns, in ms of processor time, so that a busy
 * machine does not count. Answers the longest since the last call.
 */
export function watchLoop(): () => number {
  let longest = 0
  let last = process.threadCpuUsage()
  setInterval(() => {
    const now = process.threadCpuUsage()
    longest = Math.max(longest, (now.user - last.user + now.system - last.system) / 1_000)
    last = now
  }, TICK_MS).unref()
  return () => {
    const answer = longest
    longest = 0
    return answer
  }
}
