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

test('the page holds nothing that reaches the machine', async ({ app }) => {
  const reach = await app.page.evaluate(() => ({
    node: typeof Reflect.get(globalThis, 'process') + typeof Reflect.get(globalThis, 'require'),
    cookies: document.cookie,
    // Forbidden by the policy; in a page without one it would answer 2.
    evaluated: (() => {
      try {
        return String(new Function('return 1 + 1')())
      } catch (error) {
        return (error as Error).name
      }
    })(),
  }))
  expect(reach).toEqual({ node: 'undefinedundefined', cookies: '', evaluated: 'EvalError' })
})
