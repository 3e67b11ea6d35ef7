import { parseArgs } from 'node:util'
import { chainChanged, markChainVerified } from './chain-changed.ts'
import { checks } from './check.ts'
import { report, runStep, runSteps, type Step, type StepResult } from './steps.ts'

const help = `Everything that decides whether a change may be merged.

  npm test
  npm test -- --only check,unit     some of the stages: check, chain, agents, unit, build, e2e
  npm test -- --only node           builds the native node (20 minutes the first time) and tests it

The chain is built and tested only where its sources differ from the base commit (AINUR_BASE). A native node that was
built on this machine is tested in the stage unit.
`

type Stage = () => Promise<StepResult[]>
const one = async (step: Step) => [await runStep({ live: true, ...step })]

async function chain(): Promise<StepResult[]> {
  if (!chainChanged()) {
    return one({ name: 'chain (unchanged)', command: ['node', 'build/build-runtime.ts', '--check'] })
  }
  const results = await runSteps([
    { name: 'chain tests', command: ['node', 'build/test-chain.ts'], live: true, summary: /^test result:/ },
    { name: 'chain runtime', command: ['node', 'build/build-runtime.ts', '--verify'], live: true },
  ])
  if (results.every((result) => result.ok)) markChainVerified()
  return results
}

const stages: Record<string, Stage> = {
  check: () => runSteps(checks, 2),
  chain,
  agents: () => one({ name: 'agents', command: ['node', 'build/build-agents.ts', '--check'] }),
  unit: () => one({ name: 'unit', command: ['vitest', 'run'], summary: /^\s*(Test Files|Tests)\s/ }),
  build: () => one({ name: 'build', command: ['node', 'build/app.ts'] }),
  e2e: () =>
    one({ name: 'e2e', command: ['node', 'build/e2e.ts'], summary: /^\s*\d+ (passed|failed|flaky|skipped)/ }),
}

/** Stages that only those pay for who ask for them. */
const onAsking: Record<string, Stage> = {
  node: () =>
    runSteps([
      { name: 'node build', command: ['node', 'build/build-node.ts', '--test'], live: true },
      {
        name: 'node',
        command: ['vitest', 'run', 'build/node'],
        live: true,
        summary: /^\s*(Test Files|Tests)\s/,
      },
    ]),
}

const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
const wanted = values.only?.split(',') ?? Object.keys(stages)
const all = { ...stages, ...onAsking }
const unknown = wanted.find((name) => !(name in all))
if (values.help || unknown !== undefined) {
  console.log(unknown === undefined ? help : `There is no stage "${unknown}".\n\n${help}`)
  process.exitCode = unknown === undefined ? 0 : 2
} else {
  const results: StepResult[] = []
  for (const [name, stage] of Object.entries(all)) {
    if (!wanted.includes(name)) continue
    console.log(`\n=== ${name}`)
    results.push(...(await stage()))
  }
  process.exitCode = report(results) ? 0 : 1
}
