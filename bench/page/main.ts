// The page on a core in memory with as many tasks and agents as its address says: ?tasks=1000&agents=100
import { connect } from '../../src/renderer/api.ts'
import { renderPage } from '../../src/renderer/render.tsx'
import { agent, hosted } from '../../src/renderer/testing/agents.ts'
import { createTestCore } from '../../src/renderer/testing/core.ts'
import { task } from '../../src/renderer/testing/samples.ts'
import { TaskState, terminalStates } from '../../src/contract/tasks.ts'

const wanted = new URLSearchParams(location.search)
const many = (name: string) => Array.from({ length: Number(wanted.get(name)) }, (_, i) => i)
const core = createTestCore()
const MINUTE = 60_000
const states = TaskState.options
const named = (i: number) => `did:ainur:agent-${i}`

core.state.tasks = many('tasks').map((i) => {
  const state = states[i % states.length] ?? 'created'
  const at = Date.now() - i * MINUTE
  return {
    ...task(),
    id: 10_000 - i,
    title: `Summarise the minutes of meeting ${i}`,
    state,
    agent: named(i % 100),
    deadline: terminalStates.includes(state) ? null : Date.now() + i * MINUTE,
    createdAt: at,
    updatedAt: at,
  }
})
core.state.agents = many('agents').map((i) => ({ ...agent(), did: named(i), title: `Summarizer ${i}` }))
core.state.hosted = many('agents').map((i) => ({
  ...hosted(),
  did: named(i),
  lastDecision: {
    did: named(i),
    task: 10_000 - i,
    title: `Summarise the minutes of meeting ${i}`,
    decision: 'bid',
    price: '5000000000000',
    reasons: [],
    at: Date.now(),
  },
}))
connect(core.link)
await renderPage()
