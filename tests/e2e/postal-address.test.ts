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
  await page.keyboard.type(text)
}

const address = '[name="ownerAddress"]'
const button = '郵便番号から住所を入れる'

for (const javaScript of [true, false]) {
  const mode = javaScript ? 'with-js' : 'without-js'
  test(`by keyboard, ${javaScript ? 'with' : 'without'} JavaScript, a postal code puts its town into the address, is asked about, and is chosen of several; nothing leaves the portal`, {
    skip,
    timeout: 180_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(demo.origin)) foreign.push(request.url())
    })
    const look = (name: string) => checkPage(page, `postal-${mode}-${name}`, { axe: javaScript })
    await page.goto(`${demo.origin}/procedures/482013/dog-registration/fill`)
    await press(page, 'ログインしないで、入力をはじめる')

    await type(page, 'ownerPostalCode', '１０４－００６１')
    await look('1-before')
    await press(page, button)
    assert.equal(await page.locator(address).inputValue(), '東京都中央区銀座')
    assert.equal(await page.evaluate('document.activeElement.name'), 'ownerAddress', 'one goes on in the address')
    await look('2-put')
    await page.keyboard.press('End')
    await page.keyboard.type('1-2-3')

    await page.goto(page.url())
    await type(page, 'ownerAddress', '銀座のうち')
    await press(page, button)
    assert.equal(await page.locator(address).inputValue(), '銀座のうち')
    await look('3-asked')
    await press(page, '「東京都中央区銀座」に置きかえる')
    assert.equal(await page.locator(address).inputValue(), '東京都中央区銀座')

    await type(page, 'ownerPostalCode', '4980000')
    await type(page, 'ownerAddress', ' ')
    await page.locator(address).fill('')
    await page.locator('[name="ownerPostalCode"]').focus()
    await press(page, button)
    await look('4-several')
    await tabTo(page, `e.name === '_choice'`)
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await press(page, '選んだ町を入れる')
    assert.equal(await page.locator(address).inputValue(), '三重県桑名郡木曽岬町')

    await page.locator(address).fill('')
    await page.locator('[name="ownerPostalCode"]').fill('452-0961')
    await page.locator('[name="ownerPostalCode"]').focus()
    await press(page, button)
    await look('5-many')
    await page.locator('[name="_choice"]').selectOption({ index: 3 })
    await page.locator('[name="_choice"]').focus()
    await press(page, '選んだ町を入れる')
    assert.match(await page.locator(address).inputValue(), /^愛知県清須市春日/)

    await page.locator('[name="ownerPostalCode"]').fill('999-9999')
    await page.locator('[name="ownerPostalCode"]').focus()
    await press(page, button)
    await look('6-unknown')
    // Enter in a field goes on, whatever buttons stand between.
    await page.locator('[name="ownerName"]').fill('見本 花子')
    await page.locator('[name="ownerKana"]').fill('みほん はなこ')
    await page.locator('[name="ownerPhone"]').fill('0999-00-0000')
    await page.locator('[name="ownerPhone"]').focus()
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
    assert.match(page.url(), /\/dogs$/)
    assert.deepEqual(foreign, [])
    await context.close()
  })
}
