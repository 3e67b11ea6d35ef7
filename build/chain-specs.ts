/**
 * Makes the raw chain specifications that ship, resources/chain/specs, from the committed runtime: needs no Rust and
 * takes a second. `--check` only says whether the committed ones are what the runtime makes.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { progress } from './chain/run.ts'
import { makeSpecs, specFile, writeSpecs } from './chain/specs.ts'

const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
if (values.check) {
  const { files } = await makeSpecs()
  for (const [name, text] of files) {
    if (readFileSync(specFile(name), 'utf8') === text) progress(`${name} is what the runtime makes`)
    else {
      process.stderr.write(`${specFile(name)} is of another runtime. Run: npx node build/chain-specs.ts\n`)
      process.exitCode = 1
    }
  }
} else {
  const { specs } = await writeSpecs()
  for (const [name, { genesisHash }] of Object.entries(specs)) progress(`${name}: genesis ${genesisHash}`)
}
