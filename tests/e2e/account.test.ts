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

/** Presses Tab until the focus is on what the expression, of `e`, describes. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`(() => { const e = document.activeElement; return e !== null && (${wanted}) })()`)) return
  }
  assert.fail(`no Tab leads to ${wanted}`)
}

async function press(page: Page, words: string): Promise<void> {
  await tabTo(page, `/^(BUTTON|A)$/.test(e.tagName) && e.textContent.includes(${JSON.stringify(words)})`)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `e.name === ${JSON.stringify(name)}`)
  await page.keyboard.press('Control+A')
  if (text === '') await page.keyboard.press('Delete')
  else await page.keyboard.type(text)
}

const part = (name: string) => `claimantAccount.${name}`
const next = '保存して次へ'

for (const javaScript of [true, false]) {
  const mode = javaScript ? 'with-js' : 'without-js'
  test(`by keyboard, ${javaScript ? 'with' : 'without'} JavaScript, an account is found by the bank’s name, or typed as 記号・番号, and its holder is asked about`, {
    skip,
    timeout: 280_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    const look = (name: string) => checkPage(page, `account-${mode}-${name}`, { axe: javaScript })
    const value = (name: string) =>
      page
        .locator(`[name="${part(name)}"]`)
        .first()
        .inputValue()
    await page.goto(`${demo.origin}/procedures/482013/child-allowance-claim/fill`)
    await press(page, 'ログインしないで、入力をはじめる')
    const base = page.url().replace(/[^/]*$/, '')

    await page.goto(`${base}claimant`)
    await type(page, 'claimantKana', 'ミホン ハナコ')
    await tabTo(page, `e.name === 'claimantBirthDate.era'`)
    await page.locator('[name="claimantBirthDate.era"]').selectOption('reiwa')
    await type(page, 'claimantBirthDate.year', '2026')
    await type(page, 'claimantBirthDate.month', '13')
    await type(page, 'claimantBirthDate.day', '1')
    await press(page, next)
    await page.locator('#error-summary').waitFor()
    await look('1-date')
    const ids = { year: 'claimantBirthDate.year', month: 'claimantBirthDate.month', day: 'claimantBirthDate.day' }
    for (const [at, isWrong] of [
      [ids.year, true],
      [ids.month, true],
      [ids.day, false],
    ] as const) {
      const box = page.locator(`[id="${at}"]`)
      assert.equal(await box.getAttribute('aria-invalid'), isWrong ? 'true' : null, at)
      const about = await box.getAttribute('aria-describedby')
      assert.equal(about?.includes(`${at}-error`) === true, isWrong, at)
    }
    assert.match(await page.locator(`[id="${ids.year}-error"]`).innerText(), /令和の年としては大きすぎます/)
    await tabTo(page, `e.getAttribute('href') === ${JSON.stringify(`#${ids.year}`)}`)
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate('document.activeElement.id'), ids.year, 'the summary leads to the very box')

    await page.goto(`${base}account`)
    await page.locator('[name="accountChoice"][value="written"]').check({ force: true })
    await press(page, next)
    await look('2-account')
    await type(page, part('bankName'), '三菱')
    await press(page, '名前から番号をさがす')
    await look('3-banks')
    await page.locator(`[name="${part('bankPick')}"][value="0005"]`).check({ force: true })
    await type(page, part('branchName'), '大阪公務部')
    await press(page, '名前から番号をさがす')
    assert.deepEqual([await value('bankCode'), await value('branchCode')], ['0005', '100'])
    await type(page, part('bankCode'), '987x')
    await type(page, part('number'), '12345678')
    await type(page, part('holderKana'), '山田')
    await press(page, next)
    await page.locator('#error-summary').waitFor()
    await look('4-all-wrong')
    for (const each of ['bankCode', 'accountKind', 'number', 'holderKana'])
      assert.equal(await page.locator(`#error-summary a[href="#${part(each)}"]`).count(), 1, each)

    for (const each of ['bankName', 'bankCode', 'branchName', 'branchCode', 'number'])
      await page.locator(`[name="${part(each)}"]`).fill('')
    await page.locator('h1').click()
    await type(page, part('symbol'), '１４０３０')
    await type(page, part('symbolNumber'), '12345671')
    await type(page, part('holderKana'), 'キユウセイ ハナコ')
    await press(page, next)
    await page.locator('#error-summary').waitFor()
    await look('5-holder')
    await tabTo(page, `e.name === ${JSON.stringify(part('holderConfirmed'))}`)
    await page.keyboard.press('Space')
    await press(page, next)
    await page.waitForURL('**/consent')
    await page.goto(`${base}check`)
    assert.match(await page.locator('main').innerText(), /四〇八\(408\) 普通 1234567 記号14030 番号12345671/)
    await context.close()
  })
}
