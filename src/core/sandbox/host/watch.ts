/** A thread that ends its process when the process takes more memory than it may: the main thread is busy compiling. */
import { workerData } from 'node:worker_threads'

const { memoryLimit } = workerData as WatchData
const everyMs = 50

export interface WatchData {
  /** Bytes of the process' resident set. */
  memoryLimit: number
}

setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit) process.kill(process.pid, 'SIGKILL')
}, everyMs)
