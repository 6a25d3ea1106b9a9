import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { checkPage, openBrowser, openContext, skip } from './browser.ts'
import type { Demo } from './open-demo.ts'
import { openDemo } from './open-demo.ts'

let demo: Demo
let browser: Browser
before(async () => {
  if (skip !== false) return
  demo = await openDemo()
  browser = await openBrowser()
})
after(async () => {
  if (skip !== false) return
  await browser.close()
  await demo[Symbol.asyncDispose]()
})

const next = '保存して次へ'
const owner = { ownerName: '見本 花子', ownerKana: 'みほん はなこ', ownerPhone: '0999-00-0000' }
const address = 'みほん県みほん市本町一丁目2番3号'

/** The owner's page of a new draft. */
async function openOwner(given?: BrowserContext): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = given ?? (await openContext(browser, { javaScript: true }))
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${demo.origin}/procedures/482013/dog-registration/fill`)
  await page.getByRole('button', { name: 'ログインしないで、入力をはじめる' }).click()
  await page.waitForURL('**/owner')
  for (const [name, value] of Object.entries(owner)) await page.locator(`[name="${name}"]`).fill(value)
  return { context, page }
}

const press = (page: Page) => page.getByRole('button', { name: next, exact: true }).click()

test('who presses on without a network keeps the page and the text, reads why, and goes on when it is back', {
  skip,
  timeout: 180_000,
}, async () => {
  const { context, page } = await openOwner()
  const status = page.locator('[data-status]')
  await status.getByText('保存しました').waitFor()
  await context.setOffline(true)
  await page.locator('[name="ownerAddress"]').fill(address)
  await press(page)
  await status.getByText('まだ先へ進めません').waitFor()
  await checkPage(page, 'fill-offline', { axe: false })
  await press(page)
  assert.match(page.url(), /\/owner$/)
  assert.equal(await page.locator('[name="ownerAddress"]').inputValue(), address)
  await context.setOffline(false)
  await page.waitForURL('**/dogs')
  await page.goBack()
  assert.equal(await page.locator('[name="ownerAddress"]').inputValue(), address)
  await context.close()
})

test('a portal that is out of reach holds the button once a save has failed; who writes on presses again', {
  skip,
  timeout: 180_000,
}, async () => {
  const { context, page } = await openOwner()
  const status = page.locator('[data-status]')
  await page.route('**/fill/**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.locator('[name="ownerAddress"]').fill('みほん市')
  await status.getByText('まだ保存できていません').waitFor()
  await press(page)
  await status.getByText('まだ先へ進めません').waitFor()
  await page.locator('[name="ownerAddress"]').fill(address)
  await status.getByText('まだ保存できていません').waitFor()
  await page.unroute('**/fill/**')
  await status.getByText('保存しました').waitFor()
  assert.match(page.url(), /\/owner$/, 'nobody is taken on while they write')
  await press(page)
  await page.waitForURL('**/dogs')
  await context.close()
})

test('who types into a draft that was removed in another window is told so at once, with the way on', {
  skip,
  timeout: 180_000,
}, async () => {
  const { context, page } = await openOwner()
  const status = page.locator('[data-status]')
  await status.getByText('保存しました').waitFor()
  const other = await context.newPage()
  await other.goto(page.url().replace(/owner$/, 'remove'))
  await other.getByRole('button', { name: 'この下書きを消す' }).click()
  await other.waitForURL('**/drafts**')
  await page.locator('[name="ownerAddress"]').fill(address)
  await status.getByText('もう保存できません').waitFor()
  await checkPage(page, 'fill-draft-gone', { axe: true })
  assert.equal(await status.getByRole('link', { name: '下書きの一覧を見る' }).getAttribute('href'), '/drafts')
  assert.equal(await page.locator('[name="ownerAddress"]').inputValue(), address)
  await context.close()
})

for (const javaScript of [true, false])
  test(`a text that was refused is named before the check, the paper and the signing, and a key leads to it, ${javaScript ? 'with' : 'without'} JavaScript`, {
    skip,
    timeout: 180_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const { page } = await openOwner(context)
    await page.locator('[name="ownerAddress"]').fill(address)
    await page.locator('[name="ownerPostalCode"]').fill('123-456')
    await press(page)
    await page.locator('#error-summary').waitFor()
    for (const at of ['check', 'print', 'sign']) {
      await page.goto(page.url().replace(/[a-z]+(\?.*)?(#.*)?$/, at))
      await page.getByText('書いてあること:123-456').waitFor()
      await checkPage(page, `fill-unread-${javaScript ? 'with' : 'without'}-js-${at}`, { axe: javaScript })
    }
    await page.getByRole('link', { name: '「郵便番号」' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/owner?from=check#ownerPostalCode')
    assert.equal(await page.locator('[name="ownerPostalCode"]').inputValue(), '123-456')
    await context.close()
  })
