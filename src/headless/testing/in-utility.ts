// The core as a utility process has it, under plain Node: its parent port is the channel to the one that started it.
// On SIGUSR2 something is thrown that nobody catches.
const parentPort = {
  on(_: 'message', listener: (event: { data: unknown; ports: [] }) => void) {
    process.on('message', (data) => listener({ data, ports: [] }))
  },
  postMessage: (message: unknown) => void process.send?.(message),
}
Object.assign(process, { parentPort })
process.on('SIGUSR2', () => {
  throw new Error('nobody caught this')
})
await import('../utility.ts')

export {}
