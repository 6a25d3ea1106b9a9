import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@madoguchi/server'
import { chromium, type Page } from 'playwright-core'
import { enter } from '../testing/test-api-client.fixture.ts'
import { openTestPortal } from '../testing/test-portal.fixture.ts'

const executablePath = '/usr/bin/chromium'
const skip = existsSync(executablePath) ? false : 'needs a browser: apt-get install chromium'
const screenshots = fileURLToPath(new URL('../../../../.screenshots/', import.meta.url))
const token = 'a-token-that-nobody-guesses'

/** axe finds nothing, the page does not scroll sideways at 320 px, and it is photographed at two widths. */
async function look(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html.slice(0, 160)}`),
    [],
  )
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: `${screenshots}desk-${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 320, height: 800 })
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  assert.equal(overflow, 0, `${name} scrolls sideways at 320 px`)
  await page.setViewportSize({ width: 1280, height: 800 })
}

test('an operator works at a listener of their own, without a script: what waits, what died, and a notice to all', {
  skip,
  timeout: 120_000,
}, async () => {
  await mkdir(screenshots, { recursive: true })
  await using stack = new AsyncDisposableStack()
  let fetch = async (_request: Request, _env?: unknown) => new Response(null, { status: 503 })
  const web = stack.use(await serve({ port: 0, fetch: (request, env) => fetch(request, env) }))
  const origin = `http://127.0.0.1:${web.port}`
  const world = stack.use(await openTestPortal({ operator: { origin, token } }))
  fetch = world.portal.operatorFetch
  const client = await enter(world, await world.makePerson('見る'))
  world.peers.refusals.set('whom', 'INQUIRER_UNKNOWN')
  await client.call('POST', '/requests', { types: ['household', 'pension-record'] })
  world.peers.refusals.clear()

  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] })
  stack.defer(() => browser.close())
  const context = await browser.newContext({ javaScriptEnabled: true, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(origin)
  await look(page, 'login')
  await page.getByLabel('担当者').fill('見本 係員')
  await page.getByLabel('合言葉').fill(token)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '状況' }).waitFor()
  await look(page, 'overview')
  await page.goto(`${origin}/dead-letters`)
  await look(page, 'dead-letters')
  await page
    .getByRole('link', { name: /再送する/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: 'この通信を再送します' }).waitFor()
  await look(page, 'replay')
  await page.getByRole('button', { name: '再送する' }).click()
  await page.getByText('再送を始めました').waitFor()
  await page.getByRole('link', { name: 'お知らせと点検' }).click()
  await page.getByLabel('文').fill('点検のため、22日の夜はログインできません。')
  await page.getByLabel('出しはじめる日時').fill('2026-11-22T14:00')
  await page.getByLabel('終わる日時').fill('2026-11-23T06:00')
  await page.getByText(/新しいログインを止める/).click()
  await page.getByRole('button', { name: 'この内容で出す' }).click()
  await page.getByText('お知らせを登録しました').waitFor()
  await look(page, 'notices')
  await page.goto(`${origin}/actions`)
  await look(page, 'actions')

  // The same notice, as citizens see it.
  const citizens = stack.use(await serve({ port: 0, fetch: (request, env) => world.portal.fetch(request, env) }))
  await page.goto(`${citizens.url}/login`)
  assert.match(await page.locator('main').innerText(), /いまは、ログインできません/)
  await look(page, 'log-in-paused')
})
