import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { checkPage, openBrowser, openContext, skip } from './browser.ts'
import type { Demo } from './open-demo.ts'
import { openDemo } from './open-demo.ts'

let demo: Demo
let browser: Browser
let downloads: string
before(async () => {
  if (skip !== false) return
  demo = await openDemo()
  browser = await openBrowser()
  downloads = await mkdtemp(join(tmpdir(), 'madoguchi-downloads-'))
})
after(async () => {
  if (skip !== false) return
  await browser.close()
  await demo[Symbol.asyncDispose]()
  await rm(downloads, { recursive: true, force: true })
})

async function logIn(page: Page, card: string, holder: string): Promise<void> {
  await page.goto(`${demo.origin}/login`)
  await page.getByText(`${holder} さんのカード`).click()
  await page.getByLabel('暗証番号(数字4けた)').fill(demo.card(card).pin)
  await page.getByRole('button', { name: 'この内容でログインする' }).click()
}

async function save(page: Page, name: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).first().click(),
  ])
  const path = join(downloads, download.suggestedFilename())
  await download.saveAs(path)
  return readFile(path)
}

for (const javaScript of [true, false]) {
  const mode = javaScript ? 'with-js' : 'without-js'
  test(`a citizen logs in, registers, asks, reads, saves the PDF, looks into the history and logs out, ${javaScript ? 'with' : 'without'} JavaScript`, {
    skip,
    timeout: 180_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text())
    })
    const look = (name: string) => checkPage(page, `${mode}-${name}`, { axe: javaScript })
    const [card, holder] = javaScript ? ['hanako', '見本 花子'] : ['taro', '見本 太郎']

    await page.goto(demo.origin)
    await look('01-top')
    await page.getByRole('link', { name: 'マイナンバーカードでログインする' }).click()
    await look('02-login')
    await logIn(page, card, holder)
    await page.waitForURL('**/registration')
    await look('03-registration')
    await page.getByText(/同意します/).click()
    await page.getByRole('button', { name: /登録する/ }).click()
    await page.waitForURL('**/home')
    await look('04-home')

    await page.getByRole('link', { name: 'あなたの情報' }).first().click()
    await look('05-information')
    await page.getByText('所得と住民税', { exact: true }).click()
    await page.getByText('健康保険の資格', { exact: true }).click()
    await page.getByRole('button', { name: '選んだ情報を照会する' }).click()
    await page.waitForURL('**/requests/**')
    await look('06-waiting')
    for (let tries = 0; tries < 20 && (await page.getByText('回答あり').count()) < 2; tries++) {
      await page.waitForTimeout(500)
      if (!javaScript) await page.reload()
    }
    assert.equal(await page.getByText('回答あり').count(), 2, 'both answers arrived')
    // Heading, breadcrumb and title say the same, whoever changed them last; nothing waits, so nothing can be taken back.
    const title = await page.getByRole('heading', { level: 1 }).innerText()
    assert.equal(title, '照会の結果')
    assert.equal(await page.locator('.breadcrumb [aria-current]').innerText(), title)
    assert.ok((await page.title()).startsWith(`${title}｜`))
    assert.equal(await page.getByText('待っている照会を取り消す').count(), 0)
    await look('07-arrived')

    await page
      .getByRole('link', { name: /所得と住民税/ })
      .first()
      .click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.match(await page.locator('main').innerText(), /給与収入額/)
    await look('08-answer')
    const pdf = await save(page, /PDF/)
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
    if (text.status === 0) assert.match(text.stdout, /みほん市[\s\S]*給与収入額/)
    const csv = await save(page, /CSV/)
    assert.deepEqual([...csv.subarray(0, 3)], [0xef, 0xbb, 0xbf])

    await page.getByRole('link', { name: 'やりとり履歴' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'やりとり履歴' }).waitFor()
    assert.match(await page.locator('main').innerText(), /あなたが、自分の情報を見るために/)
    await look('09-history')
    await page.getByText('くわしく見る').first().click()
    await look('10-history-unfolded')

    await page.getByRole('link', { name: '操作履歴' }).first().click()
    assert.match(await page.locator('main').innerText(), /情報を照会しました\(2件\)[\s\S]*ログインしました/)
    await look('11-activity')

    await page.getByRole('button', { name: 'ログアウト' }).click()
    await page.getByRole('heading', { level: 1, name: /ログアウトしました/ }).waitFor()
    await look('12-logged-out')
    await page.goto(`${demo.origin}/home`)
    assert.match(page.url(), /login/, 'the session is over')
    assert.deepEqual(errors, [])
    await context.close()
  })
}

test('wrong PIN and blocked PIN are told in words, tries left before and after', {
  skip,
  timeout: 120_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const right = demo.card('ken').pin
  const type = async (pin: string) => {
    await page.getByText('山﨑 健 さんのカード').click()
    await page.getByLabel('暗証番号(数字4けた)').fill(pin)
    await page.getByRole('button', { name: 'この内容でログインする' }).click()
    await page.waitForLoadState()
  }
  const wrong = right === '0000' ? '1111' : '0000'
  await page.goto(`${demo.origin}/login`)
  assert.match(await page.locator('main').innerText(), /あと3回/)
  await type(wrong)
  assert.match(await page.locator('main').innerText(), /暗証番号が(違|ちが)/)
  assert.match(await page.locator('main').innerText(), /あと2回/)
  await checkPage(page, 'wrong-pin', { axe: true })
  await type(wrong)
  assert.match(await page.locator('main').innerText(), /あと1回/)
  await checkPage(page, 'last-try', { axe: true })
  await type(wrong)
  assert.match(await page.locator('main').innerText(), /あと1回/, 'the last try is not spent without an explicit yes')
  await page.getByText('あと1回で、まちがえるとロックされることを確かめました').click()
  await type(wrong)
  const blocked = await page.locator('main').innerText()
  assert.match(blocked, /ロックされ(ています|ました)/)
  assert.match(blocked, /窓口/)
  assert.doesNotMatch(blocked, /あと1回/)
  assert.ok(await page.locator('input[name=card][value=ken]').isDisabled(), 'a blocked card cannot be chosen any more')
  await checkPage(page, 'blocked-pin', { axe: true })
  await context.close()
})

/** Presses Tab until what has the focus is called `name` (its words, its label or its name); it must be seen there. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(
      '[document.activeElement.textContent, document.activeElement.labels?.[0]?.textContent, document.activeElement.name].map((text) => (text ?? "").trim())',
    )
    if (!(here as string[]).includes(name)) continue
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    assert.notEqual(outline, 'none', `the focus on ${name} is seen`)
    return
  }
  assert.fail(`no Tab leads to ${name} on ${page.url()}`)
}

test('the keyboard alone gets a citizen from the top page to an answer, past the skip link', {
  skip,
  timeout: 90_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(demo.origin)
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.textContent.trim()'), '本文へ進む')
  await page.keyboard.press('Enter')
  await tabTo(page, 'マイナンバーカードでログインする')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/login')
  await tabTo(page, 'card')
  // One group of radio buttons is one stop: the arrows choose in it.
  for (let tries = 0; tries < 20; tries++) {
    if ((await page.evaluate('document.activeElement.value')) === 'umeko') break
    await page.keyboard.press('ArrowDown')
  }
  assert.equal(await page.evaluate('document.activeElement.value'), 'umeko')
  await page.keyboard.press('Tab')
  await page.keyboard.type(demo.card('umeko').pin)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/registration')
  await tabTo(page, 'consent')
  await page.keyboard.press('Space')
  await tabTo(page, '同意して登録する')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/home')
  await tabTo(page, 'あなたの情報')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/information')
  await tabTo(page, '所得と住民税')
  await page.keyboard.press('Space')
  await tabTo(page, '選んだ情報を照会する')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/requests/**')
  await page.getByText('回答あり').waitFor()
  await tabTo(page, '届いた回答を見る')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/answers')
  await tabTo(page, 'PDFで保存する')
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  assert.match(download.suggestedFilename(), /\.pdf$/)
  await context.close()
})

test('pages that a citizen may meet by accident say what to do: 404, operator, terms', {
  skip,
  timeout: 120_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  for (const [path, name] of [
    ['/nowhere', '404'],
    ['/operator', 'operator'],
    ['/terms', 'terms'],
    ['/privacy', 'privacy'],
    ['/accessibility', 'accessibility'],
    ['/api', 'api'],
  ] as const) {
    await page.goto(`${demo.origin}${path}`)
    assert.match(
      await page.locator('footer').innerText(),
      /みほん窓口ポータル運営機構/,
      'who runs the site stands on every page',
    )
    await checkPage(page, `page-${name}`, { axe: true })
  }
  await context.close()
})
