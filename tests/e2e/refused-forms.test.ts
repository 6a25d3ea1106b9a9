import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
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

/** What stands on top of the page that a refused form led to; by the keyboard one is there already. */
async function readSummary(page: Page, led: RegExp): Promise<string> {
  await page.waitForURL(led)
  assert.match(await page.title(), /^エラー: /)
  assert.equal(await page.locator('#error-summary:focus').count(), 1)
  return page.locator('#error-summary').innerText()
}

async function goBackWell(page: Page, path: RegExp): Promise<void> {
  await page.goBack({ waitUntil: 'load' })
  assert.match(page.url(), path)
  assert.doesNotMatch(await page.title(), /^エラー: /)
}

for (const javaScript of [true, false]) {
  const how = javaScript ? 'with' : 'without'
  test(`a document and a text that are too large are told of on their forms’ own pages, and back is a page of ours, ${how} JavaScript`, {
    skip,
    timeout: 400_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(`${demo.origin}/card/verify`)
    const file = { name: '大きい文書.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(30 * 1024 * 1024, 'x') }
    await page.locator('[name="document"]').setInputFiles(file)
    await page.locator('main form button').first().click()
    assert.match(await readSummary(page, /\/card\/verify\?refused=body-too-large$/), /合わせて21メガバイトまで/)
    await checkPage(page, `refused-file-${how}-js`, { axe: javaScript })
    await goBackWell(page, /\/card\/verify$/)

    await page.goto(`${demo.origin}/procedures/482013/dog-registration/fill`)
    await page.locator('main').getByRole('button', { name: 'ログインしないで、入力をはじめる' }).click()
    await page.waitForURL(/\/owner$/)
    await page.locator('[name="ownerName"]').fill('山'.repeat(20_000))
    await page.locator('main').getByRole('button', { name: '保存して次へ' }).click()
    assert.match(await readSummary(page, /\/owner\?refused=body-too-large$/), /およそ7千字まで/)
    await checkPage(page, `refused-text-${how}-js`, { axe: javaScript })
    await goBackWell(page, /\/owner$/)
    await context.close()
  })
}

test('a form of another site leads to one page that says so, and back is where the citizen came from', {
  skip,
  timeout: 400_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  await page.goto(`${demo.origin}/procedures`)
  await page.route('http://evil.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${demo.origin}/settings/email"><input name="email" value="x"><button>go</button></form>`,
    }),
  )
  await page.goto('http://evil.example/')
  await page.locator('button').click()
  await page.waitForURL(/\/refused\?why=request-forged&number=req_[\w-]{22}$/)
  assert.match(await page.locator('main').innerText(), /安全のため、受け付けませんでした[\s\S]*何も変わっていません/)
  await checkPage(page, 'refused-forged', { axe: true })
  await page.goBack()
  assert.equal(page.url(), 'http://evil.example/')
  await context.close()
})
