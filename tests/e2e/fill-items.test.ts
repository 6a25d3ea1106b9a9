import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { checkPage, openBrowser, openContext, skip } from './browser.ts'
import type { Demo } from './open-demo.ts'
import { openDemo } from './open-demo.ts'
import { tabTo } from './tab-to.ts'

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
  await page.getByRole('button', { name }).click()
  await page.waitForLoadState()
}

/** Four dogs of which only the names are known yet; the page shows their list then. */
async function writeDogs(page: Page): Promise<string> {
  await page.goto(`${demo.origin}/procedures/482013/dog-registration/fill`)
  await press(page, 'ログインしないで、入力をはじめる')
  await page.goto(page.url().replace(/owner$/, 'dogs'))
  const list = page.url()
  for (const name of ['イチ号', 'ニ号', 'サン号', 'ヨン号']) {
    await page.getByRole('link', { name: /追加する/ }).click()
    await page.locator('[name="dogName"]').fill(name)
    await press(page, '一覧に戻る')
  }
  assert.equal(await readNames(page), 'イチ ニ サン ヨン')
  return list
}

async function readNames(page: Page): Promise<string> {
  const words = await page.locator('ol.items').innerText()
  return [...words.matchAll(/(イチ|ニ|サン|ヨン)号/g)].map(([, name]) => name).join(' ')
}

for (const javaScript of [true, false]) {
  const mode = javaScript ? 'with-js' : 'without-js'
  test(`a button takes out the dog that it stands beside, however it is pressed, ${javaScript ? 'with' : 'without'} JavaScript`, {
    skip,
    timeout: 300_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const list = await writeDogs(page)

    const old = await context.newPage()
    await old.goto(list)
    await page.getByRole('button', { name: /消す.*1頭目/ }).dblclick()
    await page.getByText(/「イチ号」(を消しました|は、もう消してあります)/).waitFor()
    assert.equal(await readNames(page), 'ニ サン ヨン', 'two presses take out one')
    await page.reload()
    await page.goBack()
    await page.goto(list)
    assert.equal(await readNames(page), 'ニ サン ヨン', 'neither does loading it again or going back')

    await press(old, /消す.*2頭目/)
    await old.getByText('「ニ号」を消しました').waitFor()
    assert.equal(await readNames(old), 'サン ヨン', 'an old window takes out what it shows')
    await checkPage(old, `fill-items-${mode}-removed`, { axe: javaScript })

    await page.reload()
    await page.getByText('消したもの(2件)').click()
    await checkPage(page, `fill-items-${mode}-taken-out`, { axe: javaScript })
    await press(page, /元に戻す.*イチ号/)
    await page.getByText('「イチ号」を元に戻しました').waitFor()
    assert.equal(await readNames(page), 'イチ サン ヨン')

    await page.getByRole('link', { name: /変更.*2頭目/ }).click()
    await page.locator('[name="dogName"]').fill('サン号の二代目')
    await old.bringToFront()
    await press(old, /消す.*1頭目/)
    await page.bringToFront()
    await press(page, 'この内容を保存する')
    await page.getByRole('heading', { name: '書いていたものは、別の画面で消されました' }).waitFor()
    await checkPage(page, `fill-items-${mode}-asked`, { axe: javaScript })
    await press(page, '元に戻して、この内容を残す')
    await page.getByRole('button', { name: /元に戻して/ }).waitFor({ state: 'detached' })
    await page.goto(list)
    assert.equal(await readNames(page), 'イチ サン ヨン')
    assert.match(await page.locator('ol.items').innerText(), /サン号の二代目/)

    await press(old, /元に戻す.*サン号/)
    await old.goto(list)
    assert.equal(await readNames(old), 'イチ サン ヨン', 'what stands is put back by nobody')
    await context.close()
  })
}

test('by keyboard alone a dog is taken out and put back', { skip, timeout: 180_000 }, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await writeDogs(page)
  await tabTo(page, '消す(2頭目)')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  await page.getByText('「ニ号」を消しました').waitFor()
  await tabTo(page, '消したもの(1件)')
  await page.keyboard.press('Enter')
  await tabTo(page, '元に戻す(「ニ号」)')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Space')])
  await page.getByText('「ニ号」を元に戻しました').waitFor()
  assert.equal(await readNames(page), 'イチ ニ サン ヨン')
  await context.close()
})
