import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { addAuthenticator } from './add-authenticator.ts'
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

const affairs = 'self-information,protection,desk,health-insurance-benefit'

async function invite(name: string, roles = 'look,handle,divide,records,settings'): Promise<string> {
  const made = await demo.nation.agencyOf('mihon-shi').desk.invite({ name, roles, affairs })
  assert(made.ok)
  return made.value.link
}

/** Somebody of whom an insurer may ask the city, by the references of both. */
async function findAsked(): Promise<{ city: string; insurer: string }> {
  const { database } = demo.nation.agencyOf('mihon-shi')
  const row = await database
    .selectFrom('provisions')
    .select('person_ref')
    .where('inquirer', '=', 'mihon-kenpo')
    .where('outcome', '=', 'answered')
    .orderBy('person_ref')
    .executeTakeFirstOrThrow()
  const city = row.person_ref ?? ''
  const found = demo.nation.residents.find(({ residentCode }) => city === `A${residentCode.slice(2)}`)
  return { city, insurer: `K${[...(found?.residentCode ?? '')].reverse().join('')}` }
}

async function askAbout(insurer: string): Promise<void> {
  const order = { personRef: insurer, provider: 'mihon-shi', affair: 'health-insurance-benefit', type: 'local-tax' }
  const asked = await demo.nation.agencyOf('mihon-kenpo').inquire([order])
  assert(asked.ok)
  await demo.nation.settle()
}

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return page
}

test('an officer registers a passkey, logs in, protects somebody, releases a held answer and reads what was written of it, by keyboard and without a script after the log-in', {
  skip,
  timeout: 600_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await openPage(context)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await addAuthenticator(page, true)
  const look = async (name: string) => {
    await checkPage(page, `desk-${name}`, { axe: true })
    // A tablet on its side.
    await page.setViewportSize({ width: 1024, height: 768 })
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    assert.equal(overflow, 0, `${name} scrolls sideways on a tablet`)
    if (['09-queue', '10-case', '16-audit'].includes(name))
      await page.screenshot({
        path: fileURLToPath(new URL(`../../.screenshots/desk-${name}-1024.png`, import.meta.url)),
      })
    await page.setViewportSize({ width: 1280, height: 900 })
  }

  await page.goto(await invite('体験 職員'))
  await look('01-invitation')
  await tabTo(page, 'パスキーを登録する')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/login?done=registered')
  await look('02-login')
  await tabTo(page, 'パスキーでログインする')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${demo.deskOrigin}/`)
  await look('03-queue-empty')
  assert.deepEqual(errors, [])

  // From here on without a script, with the same session.
  const plain = await openContext(browser, { javaScript: false })
  await plain.addCookies(await context.cookies())
  const desk = await openPage(plain)
  const { city, insurer } = await findAsked()
  await desk.goto(`${demo.deskOrigin}/protections/find`)
  await desk.getByLabel('この機関の番号').fill(city)
  await desk.getByRole('button', { name: 'さがす' }).click()
  await page.goto(desk.url())
  await look('04-found')
  await desk.getByRole('link', { name: city }).click()
  await desk.getByRole('link', { name: '保護を始める' }).click()
  await desk.getByRole('button', { name: '内容を確かめる' }).click()
  await page.goto(desk.url())
  await look('05-begin-missing')
  await desk.getByLabel('つきまといなど').check()
  await desk.getByRole('button', { name: '内容を確かめる' }).click()
  await page.goto(desk.url())
  await look('06-confirm')
  await desk.getByRole('button', { name: 'この内容で始める' }).click()
  await desk.getByText('保護を始めました').first().waitFor()
  await page.goto(desk.url())
  await look('07-protected')
  await desk.getByRole('link', { name: '始めたことを手紙で知らせる' }).click()
  await desk.getByLabel('あて名').fill('見本 花子')
  await desk.getByLabel('住所').fill('〒000-0000\nみほん市本町1番地')
  await desk.getByRole('button', { name: 'この内容で用意する' }).click()
  await page.goto(desk.url())
  await look('08-letter')
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: '印刷用のファイルを受け取る' }).click(),
  ])
  assert.match(download.suggestedFilename(), /^ltr_.*\.pdf$/)

  await askAbout(insurer)
  await askAbout(insurer)
  await page.goto(demo.deskOrigin)
  await look('09-queue')
  await tabTo(page, '保留中の回答(地方税関係情報)')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/held/*')
  await look('10-case')
  await tabTo(page, '回答を出す')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/release')
  await look('11-release')
  await tabTo(page, 'この回答を出す')
  await page.keyboard.press('Enter')
  await page.getByText('回答を出しました').first().waitFor()
  await look('12-released')
  await desk.goto(demo.deskOrigin)
  await desk
    .getByRole('link', { name: /保留中の回答/ })
    .first()
    .click()
  await desk.getByRole('link', { name: '出さない' }).click()
  await desk.getByLabel('理由').fill('本人の申し出')
  await desk.getByRole('button', { name: '出さないことにする' }).click()
  await desk.getByText('回答を出さないことにしました').first().waitFor()
  for (const [name, path] of [
    ['13-protections', '/protections'],
    ['14-letters', '/letters'],
    ['15-officers', '/officers'],
    ['16-audit', '/audit'],
    ['17-about', '/about'],
  ] as const) {
    await page.goto(demo.deskOrigin + path)
    await look(name)
  }
  await page.goto(`${demo.deskOrigin}/audit`)
  const lines = await page.locator('#audit tbody').innerText()
  for (const word of [
    '回答を出しました',
    '回答を出さないことにしました',
    '保護を始めました',
    '手紙を印刷しました',
    '本人の申し出',
  ])
    assert.match(lines, new RegExp(word))
  await desk.goto(demo.deskOrigin)
  await desk.getByRole('button', { name: 'ログアウト' }).click()
  await desk.waitForURL('**/login')
  await page.goto(`${demo.deskOrigin}/audit`)
  assert.equal(new URL(page.url()).pathname, '/login', 'the session is over everywhere')
  await context.close()
  await plain.close()
})

test('an officer who lost a passkey gets a link by two others, in three browsers', {
  skip,
  timeout: 180_000,
}, async () => {
  const enter = async (name: string, roles: string) => {
    const context = await openContext(browser, { javaScript: true })
    const page = await openPage(context)
    await addAuthenticator(page, true)
    await page.goto(await invite(name, roles))
    await page.getByRole('button', { name: 'パスキーを登録する' }).click()
    await page.waitForURL('**/login?done=registered')
    await page.getByRole('button', { name: 'パスキーでログインする' }).click()
    await page.waitForURL(`${demo.deskOrigin}/`)
    return page
  }
  const [lost, first, second] = [
    await enter('佐藤', 'look'),
    await enter('鈴木', 'settings'),
    await enter('高橋', 'settings'),
  ]
  const open = async (page: Page) => {
    await page.goto(`${demo.deskOrigin}/officers`)
    await page.getByRole('link', { name: '佐藤' }).click()
  }
  await open(first)
  await checkPage(first, 'desk-18-officer', { axe: true })
  await first.getByRole('button', { name: '再登録を始める' }).click()
  await first.getByText('再登録を始めました').first().waitFor()
  await lost.goto(demo.deskOrigin)
  assert.equal(new URL(lost.url()).pathname, '/login')
  await open(second)
  await checkPage(second, 'desk-19-replacement', { axe: true })
  await second.getByRole('button', { name: '再登録を認めて、リンクを作る' }).click()
  await checkPage(second, 'desk-20-link', { axe: true })
  const link = await second.locator('main code').innerText()
  const context = await openContext(browser, { javaScript: true })
  const anew = await openPage(context)
  await addAuthenticator(anew, true)
  await anew.goto(link)
  await anew.getByRole('button', { name: 'パスキーを登録する' }).click()
  await anew.waitForURL('**/login?done=registered')
  await lost.getByRole('button', { name: 'パスキーでログインする' }).click()
  await lost.waitForURL('**/login?problem=PASSKEY_REFUSED')
  await checkPage(lost, 'desk-21-refused', { axe: true })
})

test('a device that does not see its holder, and a browser without a script, are told so and get no further', {
  skip,
  timeout: 120_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await openPage(context)
  await addAuthenticator(page, false)
  await page.goto(await invite('山田'))
  await page.getByRole('button', { name: 'パスキーを登録する' }).click()
  await page.getByText('パスキーの操作が終わりませんでした').waitFor()
  const plain = await openPage(await openContext(browser, { javaScript: false }))
  await plain.goto(`${demo.deskOrigin}/login`)
  await plain.getByText('JavaScriptを有効にしてください').waitFor()
  await plain.getByRole('button', { name: 'パスキーでログインする' }).click()
  await plain.waitForURL('**/login?problem=*')
})
