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

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).first().click()
  await page.waitForLoadState()
}

const hasError = async (page: Page) => (await page.title()).startsWith('エラー:')

/** Wrong: the page says so, also when it is loaded again. */
async function assertWrong(page: Page): Promise<void> {
  assert.ok(await hasError(page), page.url())
  assert.doesNotMatch(decodeURIComponent(page.url()), /みほん|9999|wrong/)
  const loaded = await page.reload()
  assert.ok(loaded !== null && (await hasError(page)), 'the same again when it is loaded again')
}

/** Right: 戻る leads to a page of ours that says nothing is wrong. */
async function goBackWell(page: Page): Promise<void> {
  const went = await page.goBack({ waitUntil: 'load' }).then(
    () => 'went',
    (error: unknown) => String(error),
  )
  assert.equal(went, 'went')
  assert.ok(page.url().startsWith('http'), page.url())
  assert.equal(await hasError(page), false, page.url())
}

for (const javaScript of [true, false]) {
  test(`after any error that was mended, back shows the page as it is and sends again, ${javaScript ? 'with' : 'without'} JavaScript`, {
    skip,
    timeout: 400_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const card = demo.card('hanako')

    await page.goto(`${demo.origin}/email/confirm`)
    await page.locator('[name="token"]').fill('wrong')
    await press(page, 'このアドレスを使う')
    await assertWrong(page)
    assert.equal(await page.locator('[name="token"]').inputValue(), 'wrong')
    await checkPage(page, `wrong-${javaScript ? 'with' : 'without'}-js`, { axe: javaScript })

    await page.goto(`${demo.origin}/login`)
    const logIn = async (pin: string) => {
      await page.locator(`[name="card"][value="${card.name}"]`).check({ force: true })
      await page.locator('main form.demo-cards [name="pin"]').fill(pin)
      await page.locator('main form.demo-cards button').first().click()
      await page.waitForLoadState()
    }
    await logIn('99')
    await assertWrong(page)
    await logIn(card.pin)
    assert.match(page.url(), /\/(registration|home)/)
    if (page.url().endsWith('/registration')) {
      await press(page, '同意して登録する')
      await assertWrong(page)
      await page.locator('[name="consent"]').check({ force: true })
      await press(page, '同意して登録する')
    }
    assert.match(page.url(), /\/home/)
    await goBackWell(page)

    await page.goto(`${demo.origin}/information`)
    await page.locator('main form.stack button').first().click()
    await page.waitForLoadState()
    await assertWrong(page)
    await checkPage(page, `wrong-${javaScript ? 'with' : 'without'}-js`, { axe: javaScript })
    await page.locator('main [name="type"]').first().check({ force: true })
    await page.locator('main form.stack button').first().click()
    await page.waitForURL(/\/requests\//)
    await goBackWell(page)
    assert.match(page.url(), /\/information/)
    await context.close()

    const stranger = await openContext(browser, { javaScript })
    const form = await stranger.newPage()
    form.setDefaultTimeout(20_000)
    await form.goto(`${demo.origin}/procedures/482013/dog-registration/fill`)
    await press(form, 'ログインしないで、入力をはじめる')
    if (!/\/owner/.test(form.url())) await form.goto(`${form.url().replace(/\/$/, '')}`)
    const begun = form.url()
    await form.locator('[name="ownerName"]').fill('みほん')
    await form.locator('[name="ownerKana"]').fill('ミホン')
    await form.locator('[name="ownerAddress"]').fill('みほん市')
    await press(form, '保存して次へ')
    await assertWrong(form)
    await form.locator('[name="ownerPhone"]').fill('0999-00-0000')
    await press(form, '保存して次へ')
    assert.equal(await hasError(form), false)
    assert.notEqual(form.url().split('?')[0], begun)
    await goBackWell(form)
    assert.equal(await form.locator('[name="ownerPhone"]').inputValue(), '0999-00-0000')
    await form.locator('[name="ownerPhone"]').fill('0999-00-0001')
    await press(form, '保存して次へ')
    assert.match(form.url(), /\/dogs/, 'nobody is asked about their own window')
    await stranger.close()
  })
}
