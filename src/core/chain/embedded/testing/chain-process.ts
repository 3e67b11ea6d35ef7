// A chain in a process of its own, for tests that kill it: node chain-process.ts <folder>
import { startEmbeddedNetwork } from '../embedded.ts'
import { optionsIn } from './network.ts'

const network = await startEmbeddedNetwork(optionsIn(process.argv[2]!))
process.stdout.write(`${network.url}\n`)
