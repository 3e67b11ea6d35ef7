// Loaded into every Node below a test: on SIGUSR2 the core's own thread, or that of its chain, does nothing any more
// but loop, and takes no message and no signal.
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

const wanted = process.env.AINUR_TEST_LOOP
const isCore = /(headless|chain-worker)\.js$/.test(process.argv[1] ?? '')
const channel = isCore ? new BroadcastChannel('loop') : null
channel?.unref()

function loop() {
  process._rawDebug('loops')
  for (;;);
}

if (isCore && isMainThread)
  process.on('SIGUSR2', () => (wanted === 'core' ? loop() : channel.postMessage('')))
else if (isCore && wanted === 'chain') channel.onmessage = loop
