/**
 * Stands in for the glue of a component and tries to get out of the guest's thread: what a component could do if it
 * found a way to have JavaScript of its own in there. The task's error is a report: name of the attempt -> `ALLOWED`
 * or why not.
 */

/** Builtins by every way there is. */
async function builtin(name) {
  const ways = [
    () => globalThis.process.getBuiltinModule(name),
    () => globalThis.process.mainModule.require(name),
    () => globalThis.require(name),
    () => import(name),
    () => import(`node:${name}`),
  ]
  const refusals = []
  for (const way of ways) {
    try {
      const found = await way()
      if (found !== undefined) return found
    } catch (error) {
      refusals.push(String(error))
    }
  }
  throw new Error(refusals.join('; '))
}

const settled = (emitter) =>
  new Promise((resolve, reject) => emitter.on('listening', resolve).on('error', reject))

const addresses = { data: 'data:text/javascript,export default 1', file: 'file:///etc/hostname' }

const attempts = {
  nestedWorker: async () => {
    const { Worker } = await builtin('worker_threads')
    return new Worker('0', { eval: true })
  },
  nestedWorkerWithoutFlags: async () => {
    const { Worker } = await builtin('worker_threads')
    return new Worker('0', { eval: true, execArgv: [] })
  },
  spawn: async () => (await builtin('child_process')).execSync('id'),
  readFile: async () => (await builtin('fs')).readFileSync('/etc/hostname'),
  readOwnFile: async () => (await builtin('fs')).readFileSync(new URL(import.meta.url)),
  listen: async () => settled((await builtin('net')).createServer().listen(0)),
  udp: async () => settled((await builtin('dgram')).createSocket('udp4').bind(0)),
  inspector: async () => (await builtin('inspector')).open(0),
  registerHooks: async () => (await builtin('module')).registerHooks({}),
  sqlite: async () => new (await builtin('sqlite')).DatabaseSync(':memory:'),
  killParent: () => globalThis.process.kill(globalThis.process.ppid, 0),
  debugOther: () => globalThis.process._debugProcess(globalThis.process.ppid),
  binding: () => globalThis.process.binding('spawn_sync'),
  dlopen: () => globalThis.process.dlopen({ exports: {} }, '/nowhere.node'),
  exit: () => globalThis.process.exit.name,
  permission: () => globalThis.process.permission.has.name,
  dataUrl: () => import(addresses.data),
  otherFile: () => import(addresses.file),
  fetch: () => globalThis.fetch.name,
  webSocket: () => new globalThis.WebSocket('ws://127.0.0.1:1'),
  broadcast: () => new globalThis.BroadcastChannel('x'),
  storage: () => globalThis.localStorage.length,
  evalText: () => (0, eval)('1'),
  newFunction: () => new Function('return 1')(),
  constructorOfHost: () => hostFunction.constructor('return process')(),
}

let hostFunction = () => undefined
const report = {}
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    await attempt()
    report[name] = 'ALLOWED'
  } catch (error) {
    report[name] = String(error)
  }
}

export function instantiate(_getCoreModule, imports) {
  hostFunction = imports['ainur:agent/host'].log
  try {
    attempts.constructorOfHost()
    report.constructorOfHost = 'ALLOWED'
  } catch (error) {
    report.constructorOfHost = String(error)
  }
  report.globals = Object.getOwnPropertyNames(globalThis).join(' ')
  return {
    run() {
      throw { tag: 'internal', val: JSON.stringify(report) }
    },
  }
}
