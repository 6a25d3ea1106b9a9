import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadProcedures } from '@madoguchi/procedures'
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

for (const javaScript of [true, false]) {
  const mode = javaScript ? 'with-js' : 'without-js'
  test(`somebody finds a procedure of their town without a card, ${javaScript ? 'with' : 'without'} JavaScript`, {
    skip,
    timeout: 180_000,
  }, async () => {
    await using context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const look = (name: string) => checkPage(page, `find-${mode}-${name}`, { axe: javaScript })

    await page.goto(demo.origin)
    await look('01-top')
    await page.getByLabel('お住まいの市区町村').fill('みほん')
    await page.getByRole('button', { name: 'さがす' }).click()
    await page.waitForURL('**/procedures?**')
    await page.getByRole('heading', { name: `みほん市の手続 ${loadProcedures().length}件` }).waitFor()
    await look('02-found')
    await page.getByRole('link', { name: '犬の登録申請書' }).click()
    await page.getByRole('heading', { name: '窓口', exact: true }).waitFor()
    assert.ok(await page.getByText('港町出張所').count())
    assert.ok(await page.getByRole('link', { name: '入力をはじめる' }).count())
    await look('03-detail')

    await page.goto(`${demo.origin}/`)
    await page.getByRole('link', { name: '犬や猫を飼うとき' }).click()
    await page.getByRole('link', { name: '犬の登録申請書' }).click()
    await page.getByRole('link', { name: 'みほん県 ことり町' }).waitFor()
    await look('04-choose-town')
    await page.getByRole('link', { name: 'みほん県 ことり町' }).click()
    await page.getByText('この市区町村では、窓口で書いて出します。').waitFor()
    await look('05-counter-only')

    for (const [name, query, words] of [
      ['06-several', 'where=000', 'どの市区町村ですか'],
      ['07-unknown', 'where=みぽん市', 'もしかして'],
      ['08-not-published', 'where=わかば市', 'まだ届いていません'],
      ['09-nothing', 'where=みほん市&words=パスポート', '合う手続は見つかりません'],
      ['10-elsewhere', 'where=ことり町&words=児童手当', 'まだ案内が届いていない手続'],
      ['11-alike', 'words=児堂手当', 'こちらの手続ではありませんか'],
    ] as const) {
      await page.goto(`${demo.origin}/procedures?${query}`)
      await page.getByText(words).first().waitFor()
      await look(name)
    }
  })
}

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(
      'document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent',
    )
    if (String(here).trim() === name) return
  }
  assert.fail(`the keyboard does not reach ${name}`)
}

test('with the keyboard alone somebody gets from the front page to what the town says', {
  skip,
  timeout: 120_000,
}, async () => {
  await using context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  await page.goto(demo.origin)
  await tabTo(page, 'お住まいの市区町村')
  await page.keyboard.type('482013')
  await tabTo(page, 'キーワード')
  await page.keyboard.type('いぬ')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/procedures?**')
  await tabTo(page, '犬の登録申請書')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/procedures/482013/dog-registration')
  await tabTo(page, '入力をはじめる')
})
