import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/fixtures.ts'

test('the window shows itself and then a core that is ready', async ({ app }) => {
  const { page } = app
  await expect(page).toHaveTitle(/Ainur/)
  const state = page.getByRole('button', { name: 'State of the system. Open details' })
  await expect(state).toContainText(/Block [\d,]+, final [\d,]+/, { timeout: 60_000 })
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await app.screenshot('smoke')
  await expectAccessible(page)

  await state.click()
  const panel = page.getByRole('dialog')
  await expect(panel).toContainText('version')
  await expect(panel).toContainText('Database')
})

test('the page reaches nothing of the machine and runs no foreign script', async ({ app }) => {
  const reach = await app.page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.foreign = true'
    document.body.append(script)
    return {
      globals: ['process', 'require', 'Buffer', 'electron'].filter((name) => name in globalThis),
      cookies: document.cookie,
      foreign: 'foreign' in window,
    }
  })
  expect(reach).toEqual({ globals: [], cookies: '', foreign: false })
  await expect.poll(() => app.problems.join()).toContain('Content Security Policy')
  app.problems.length = 0
})

test('the policy that came with the page is in force, not only the one written in it', async ({ app }) => {
  const { sent, broken } = await app.page.evaluate(async () => {
    const broken: string[] = []
    addEventListener('securitypolicyviolation', ({ originalPolicy }) => broken.push(originalPolicy))
    const answer = await fetch(new URL('/', location.href))
    const script = document.createElement('script')
    script.textContent = 'window.foreign = true'
    document.body.append(script)
    await new Promise((resolve) => addEventListener('securitypolicyviolation', resolve, { once: true }))
    return { sent: answer.headers.get('content-security-policy'), broken }
  })
  expect(sent).toContain("default-src 'none'")
  expect(broken).toContain(sent)
  app.problems.length = 0
})
