import { once } from 'node:events'
import { writeAttachment } from '../attach-file.ts'
import { onQuit } from '../quit.ts'

// A process that takes this long to stop in order, ms. `late`: it first waits for the end of who started it.
// `fault`: what happens to it on SIGUSR2; `dataDir`: where it can be attached to until it stops.
const [takes, fault, dataDir] = process.argv.slice(2)
const withParent = process.send !== undefined
if (fault === 'late') await once(process, 'disconnect')
const alive = setInterval(() => {}, 60_000)
const remove =
  dataDir === undefined
    ? () => {}
    : writeAttachment(dataDir, { url: 'http://127.0.0.1:1', secret: '', pid: process.pid })
onQuit({
  async stop() {
    remove()
    if (fault === 'fails-to-stop') throw new Error('nor does it stop')
    await new Promise<void>((resolve) => setTimeout(resolve, Number(takes)))
    return 0
  },
  withParent,
})
process.on('SIGUSR2', () => {
  if (fault === 'rejects') void Promise.reject(new Error('nobody caught this'))
  else
    setImmediate(() => {
      throw new Error('nobody caught this')
    })
})
console.log('ready')
process.on('exit', () => clearInterval(alive))
