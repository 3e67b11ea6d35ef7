import { once } from 'node:events'
import { onQuit } from '../quit.ts'

// A process that takes this long to stop in order, ms. One that was started by another first waits for that one's end.
const takes = Number(process.argv[2])
const withParent = process.send !== undefined
if (withParent) await once(process, 'disconnect')
const alive = setInterval(() => {}, 60_000)
onQuit({ stop: () => new Promise<void>((resolve) => setTimeout(resolve, takes)), withParent })
console.log('ready')
process.on('exit', () => clearInterval(alive))
