import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { blake3 } from 'hash-wasm'
import { expect, type Page } from '@playwright/test'
import { root } from './core.ts'
import { sign, visit } from './steps.ts'

/** A package as its author would hand it over: `agent.json` and the component, both as files. */
export async function packageFiles(manifest: Record<string, unknown>, component: string) {
  const wasm = readFileSync(join(root, component))
  const file = 'agent.wasm'
  const whole = { ...manifest, component: { file, hash: await blake3(wasm) } }
  return [
    { name: 'agent.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(whole)) },
    { name: file, mimeType: 'application/wasm', buffer: wasm },
  ]
}

/** An agent that fails in the way its parameters ask for. */
export const faultyManifest = {
  schemaVersion: 1,
  kind: 'wasm',
  name: 'faulty',
  title: 'Faulty',
  description: 'Fails in the way it is asked to.',
  version: '1.0.0',
  icon: 'tool',
  capabilities: [
    {
      name: 'faulty',
      title: 'Fail',
      description: 'Fails in the way that the parameter "mode" names.',
      input: ['*/*'],
      output: ['text/plain'],
      parameters: { type: 'object' },
      price: '1000000000000',
      examples: [],
    },
  ],
  // Enough to go on longer than a task of one minute waits.
  limits: { fuel: '1000000000000000', memory: 67_108_864, wallMs: 60_000 },
  permissions: [],
}

/** Installs a package from its files in the Agents view. */
export async function installPackage(page: Page, files: Awaited<ReturnType<typeof packageFiles>>) {
  await visit(page, '/agents')
  await page.getByRole('tab', { name: 'Packages' }).click()
  await page.getByRole('button', { name: 'Install a package…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(files)
  await dialog.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('Installed')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

/** Registers a package as an agent and hosts it; answers with its DID. */
export async function hostPackage(page: Page, title: string, name: string): Promise<string> {
  await visit(page, '/agents')
  await page.getByRole('tab', { name: 'Packages' }).click()
  await page.getByRole('button', { name: `Host ${title}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('DID').fill(name)
  await dialog.getByRole('button', { name: 'Look at the cost' }).click()
  await sign(page, 'Register and start hosting')
  await expect(dialog.getByRole('link', { name: 'Open the agent' })).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  return `did:ainur:${name}`
}

export interface Post {
  title: string
  capability: string
  text?: string
  options?: string
  budget?: string
  /** In seconds. */
  bidding?: number
  disputeWindow?: number
  minutesToWork?: number
}

/** What the wizard suggests is for people. */
async function fillSeconds(page: Page, label: string, seconds: number) {
  await page.getByRole('combobox', { name: `${label}: Unit` }).click()
  await page.getByRole('option', { name: 'seconds' }).click()
  await page.getByLabel(label, { exact: true }).fill(`${seconds}`)
}

/** Posts a task through the wizard and opens it; it is settled as soon as the network allows, unless times are given. */
export async function postTask(page: Page, post: Post) {
  await visit(page, '/tasks/new')
  await page.getByRole('combobox', { name: 'What should be done' }).click()
  await page.getByRole('option', { name: post.capability, exact: true }).click()
  await page.getByLabel('Title').fill(post.title)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Text for the agent').fill(post.text ?? 'Some text.')
  if (post.options) await page.getByLabel('Options (JSON)').fill(post.options)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Budget').fill(post.budget ?? '5')
  await fillSeconds(page, 'Bidding stays open for', post.bidding ?? 3)
  if (post.minutesToWork)
    await page.getByLabel('The agent has', { exact: true }).fill(`${post.minutesToWork}`)
  await fillSeconds(page, 'You can dispute for', post.disputeWindow ?? 1)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await sign(page, /^Put [\d.,]+ AINU in escrow$/)
  await page.getByRole('link', { name: 'Open the task' }).click({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: post.title, level: 1 })).toBeVisible()
}

/** Waits until the task's track shows a state as reached. */
export const expectState = (page: Page, state: string, seconds = 30) =>
  expect(
    page.getByRole('region', { name: 'Life of the task' }).getByRole('listitem').filter({ hasText: state }),
  ).toContainText('block', { timeout: seconds * 1_000 })
