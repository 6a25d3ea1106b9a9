import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeNationDesk, readDemoCards } from '@madoguchi/nation'
import type { Page } from 'playwright-core'
import { checkPage, openBrowser, openContext, skip } from './browser.ts'
import { openDemo } from './open-demo.ts'

/** The text of the mail that came last. */
async function readMail(folder: string): Promise<string> {
  const names = (await readdir(join(folder, 'mail'))).filter((name) => name.endsWith('.txt')).sort()
  return readFile(join(folder, 'mail', names.at(-1) ?? ''), 'utf8')
}

test('Hanako confirms her address, prints a code, comes with a new card, and leaves in the end', {
  skip,
  timeout: 240_000,
}, async () => {
  await using demo = await openDemo()
  await using browser = await openBrowser()
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  const look = (name: string) => checkPage(page, `settings-${name}`, { axe: true })
  const { folder, registry } = demo.nation
  const pinOf = async (name: string) => (await readDemoCards(folder)).find((card) => card.name === name)?.pin ?? ''

  await logIn(page, demo.origin, { card: 'hanako', pin: await pinOf('hanako') })
  await page.getByLabel('利用規約を読み、同意します').check({ force: true })
  await page.getByLabel('メールアドレス').fill('hanako@example.jp')
  await look('registration')
  await page.getByRole('button', { name: '同意して登録する' }).click()
  await page.getByText('メールアドレスの確認がまだです').waitFor()
  await look('home-waiting')
  const link = /http:\S+\/email\/confirm\S+/.exec(await readMail(folder.root))?.[0] ?? ''
  const elsewhere = await openContext(browser, { javaScript: false })
  const other = await elsewhere.newPage()
  await other.goto(link)
  await other.getByLabel('確認の番号(16文字)').fill(link.split('#')[1]?.toLowerCase() ?? '')
  await page.goto(link)
  assert.equal(await page.getByLabel('確認の番号(16文字)').inputValue(), link.split('#')[1])
  assert.equal(page.url(), `${demo.origin}/email/confirm`, 'the code is gone from the address')
  await look('confirm')
  await other.getByRole('button', { name: 'このアドレスを使う' }).click()
  await other.getByRole('heading', { name: 'メールアドレスを確認しました' }).waitFor()
  await page.getByRole('button', { name: 'このアドレスを使う' }).click()
  await page.getByText('この確認の番号は使えません').first().waitFor()
  await look('confirm-over')

  await page.goto(`${demo.origin}/settings`)
  await page.getByText('hanako@example.jp').waitFor()
  await look('page')
  await page.getByRole('button', { name: '回復コードを作る' }).click()
  await look('confirm-card')
  await confirm(page, await pinOf('hanako'))
  const code = await page.locator('.recovery-code code').innerText()
  assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
  await page.reload()
  assert.equal(await page.locator('.recovery-code code').innerText(), code, 'and no other one')
  await look('recovery-code')

  assert.ok((await makeNationDesk(folder, registry.desk).renew('hanako', true)).ok)
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await logIn(page, demo.origin, { card: 'hanako-2', pin: await pinOf('hanako-2') })
  await page.getByRole('heading', { name: '新しいカードを登録しましょう' }).waitFor()
  await look('new-card')
  await page.getByRole('button', { name: '回復コードでつなぐ' }).click()
  await page.getByText('回復コードの形を確かめてください').first().waitFor()
  await look('new-card-refused')
  await page.locator('input[name="card"][value="hanako"]').check({ force: true })
  await page.getByLabel('前のカードの暗証番号(数字4けた)').fill(await pinOf('hanako'))
  await page.getByRole('button', { name: '前のカードでつなぐ', exact: true }).click()
  await page.getByText('新しいカードを登録しました').waitFor()
  await look('new-card-done')

  await page.goto(`${demo.origin}/settings/leave`)
  await look('leave')
  await page.getByLabel('消えるものと残るものを読み、利用をやめます').check({ force: true })
  await page.getByRole('button', { name: '利用をやめて、すべて消す' }).click()
  await page.locator('input[name="card"][value="hanako-2"]').check({ force: true })
  await confirm(page, await pinOf('hanako-2'))
  await page.getByRole('heading', { name: '利用をやめる手続が終わりました' }).waitFor()
  await look('left')
  assert.match(await readMail(folder.root), /このメールが最後です/)
})

/** The card once more, as the page asks for it. */
async function confirm(page: Page, pin: string): Promise<void> {
  await page.getByLabel('暗証番号(数字4けた)').fill(pin)
  await page.getByRole('button', { name: 'このカードで確認して進む' }).click()
}

async function logIn(page: Page, origin: string, { card, pin }: { card: string; pin: string }): Promise<void> {
  await page.goto(`${origin}/login`)
  await page.locator(`input[name="card"][value="${card}"]`).check({ force: true })
  await page.getByLabel('暗証番号(数字4けた)').fill(pin)
  await page.getByRole('button', { name: 'この内容でログインする' }).click()
}
