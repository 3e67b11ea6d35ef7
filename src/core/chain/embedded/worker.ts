import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { BuiltBlock } from './block-builder.ts'
import { createContentGateway, openBlockFolder } from './content-gateway.ts'
import { messageOf } from '../../errors.ts'
import type { Sentence } from '../../words.ts'
import { failureOf } from './errors.ts'
import { createExecutor } from './executor/executor.ts'
import { toHex } from './executor/scale.ts'
import { openGuests } from './guests.ts'
import { openLedger } from './ledger.ts'
import { createPool } from './pool.ts'
import { startProducer, type Producer } from './producer.ts'
import { missingBlocks, requireBlocks, requireFile } from './remembered.ts'
import { isOnChain, publisherOf } from './publisher.ts'
import { startServer } from './rpc/server.ts'
import { openOrSalvage } from './salvage.ts'
import { sweep } from './sweep.ts'
import type { Condition, LogLevel } from './types.ts'
import type { FromWorker, ToWorker, WorkerInput, WorkerStatus } from './worker-protocol.ts'

const port = parentPort!
const input = workerData as WorkerInput
const say = (message: FromWorker) => port.postMessage(message)
const log = (level: LogLevel, message: string) => say({ type: 'log', level, message })

/** An order to stop that comes while the chain is starting is kept for later. */
let stop: (() => Promise<void>) | undefined
let stopAsked = false
let producer: Producer | undefined
let ending = () => {}
/** What is asked of the chain comes first. */
const SWEEP_PAUSE_MS = 10
port.on('message', (message: ToWorker) => {
  if (message.type === 'speed') producer?.setSpeed(message.speed)
  else if (stop) void stop()
  else stopAsked = true
})

async function start(): Promise<void> {
  const { dataDir, remembered } = input
  requireFile(dataDir, remembered)
  const { database, salvaged } = openOrSalvage(dataDir, input.historyBlocks)
  requireBlocks(dataDir, database, remembered)
  const executor = await createExecutor(input.executor, input.monitor)
  const ledger = await openLedger({
    database,
    executor,
    clientCallMs: input.clientCallMs,
    runtimeCode: new Uint8Array(await readFile(input.runtimePath)),
  })
  if (ledger.keepsOtherRuntime)
    log(
      'warn',
      'The runtime in the files is another one but not newer (spec_version): this chain keeps its own.',
    )
  const { number: height } = ledger.head()
  const genesisHash = toHex(ledger.block(0)!.hash)
  const missing = missingBlocks(database, remembered)
  const condition: Condition = { genesis: genesisHash, height, damage: ledger.damage, salvaged, missing }
  const pool = createPool(ledger)
  const listeners = new Set<(block: BuiltBlock) => void>()

  let trouble: Sentence | null = null
  const status = (blockMs: number | null): WorkerStatus => {
    const { number, time } = ledger.head()
    return { height: number, time, pendingDeadline: producer?.clock.due() ?? null, blockMs, trouble }
  }
  producer = await startProducer({
    ledger,
    pool,
    speed: input.speed,
    onBlock(block, ms) {
      for (const listener of listeners) listener(block)
      for (const { words } of block.rejected)
        log('debug', `A transaction did not get into block ${block.number}: ${words}`)
      say({ type: 'status', status: status(ms) })
    },
    onTrouble(next) {
      trouble = next
      if (next) log('error', next.message)
      say({ type: 'status', status: status(producer?.lastBlockMs() ?? null) })
    },
  })
  const onBlock = (callback: (block: BuiltBlock) => void) => {
    listeners.add(callback)
    return () => void listeners.delete(callback)
  }
  const guests = openGuests(join(dirname(input.contentDir), 'guests.sqlite'))
  const gateway = createContentGateway({
    own: await openBlockFolder(input.contentDir),
    guests,
    publisher(authorization, cid) {
      const account = publisherOf(authorization, genesisHash, cid)
      return account === null ? null : { account, known: isOnChain(ledger.state, account) }
    },
  })
  const fault = (error: unknown) => log('error', `A request could not be answered: ${messageOf(error)}`)
  const server = await startServer({
    context: { ledger, pool, producer, onBlock },
    gateway,
    port: input.port,
    ownKey: input.ownKey,
    orAnother: input.orAnother,
    fault,
  })
  const running = producer
  stop = async () => {
    stop = async () => {}
    ending()
    await server.stop()
    await running.stop()
    guests.close()
    database.close()
    say({ type: 'stopped' })
    process.exit(0)
  }
  say({ type: 'ready', port: server.port, status: status(running.lastBlockMs()), condition })
  const stopped = new AbortController()
  ending = () => stopped.abort()
  sweep(database, height, () => pause(SWEEP_PAUSE_MS, undefined, { signal: stopped.signal }))
    .then((blocks) => blocks.length > 0 && say({ type: 'damaged', blocks }))
    .catch(
      (error: unknown) =>
        stopped.signal.aborted || log('error', `The chain could not be checked: ${messageOf(error)}`),
    )
  if (stopAsked) await stop()
}

start().catch((error: unknown) => {
  say({ type: 'failed', failure: failureOf(error) })
  process.exit(1)
})
