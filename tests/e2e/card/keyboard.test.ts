import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeNationDesk, readDemoCards } from '@madoguchi/nation'
import type { Page } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { tabTo } from '../tab-to.ts'
import { findCardWindow, logInButton, openStage, type Stage, skip } from './open-stage.ts'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(() => stage?.[Symbol.asyncDispose]())

test('without a mouse: log in, renew, bring the old card, print a recovery code', {
  skip,
  timeout: 300_000,
}, async () => {
  const { folder, registry } = stage.demo.nation
  const { pin } = stage.demo.card('hanako')
  const page = await stage.open('/login')
  await stage.withCard('hanako', async () => {
    await pressAndType(page, logInButton, pin)
    await page.waitForURL('**/registration')
    await tabTo(page, 'consent')
    await page.keyboard.press('Space')
    await tabTo(page, '同意して登録する')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/home')
  })
  assert.ok((await makeNationDesk(folder, registry.desk).renew('hanako', false)).ok)
  await tabTo(page, 'ログアウト')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'ログアウトしました' }).waitFor()
  await page.goto(`${stage.demo.origin}/login`)
  await stage.withCard('hanako-2', async () => {
    const renewed = (await readDemoCards(folder)).find(({ name }) => name === 'hanako-2')
    await pressAndType(page, logInButton, renewed?.pin ?? '')
    await page.waitForURL('**/new-card')
  })
  await stage.withCard('hanako', async () => {
    await pressAndType(page, 'リーダーに置いた前のカードでつなぐ', pin)
    await page.waitForURL('**/home?done=joined')
  })
  await tabTo(page, '登録内容')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings')
  await tabTo(page, '回復コードを作る')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'カードで、もう一度確認します' }).waitFor()
  await stage.withCard('hanako-2', async () => {
    const renewed = (await readDemoCards(folder)).find(({ name }) => name === 'hanako-2')
    await pressAndType(page, 'リーダーに置いたカードで確認して進む', renewed?.pin ?? '')
    await page.locator('.recovery-code code').waitFor()
  })
  await page.close()
  assert.deepEqual(stage.errors, [])
})

test('without a mouse: the doctor, the attributes, a signature and its check; what is new is said and has the focus', {
  skip,
  timeout: 300_000,
}, async () => {
  const { pin, password } = stage.demo.card('umeko')
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-keyboard-'))
  const file = join(folder, '届出.pdf')
  await using browser = await openBrowser()
  await (await browser.newPage()).pdf({ path: file })
  await stage.withCard('umeko', async () => {
    const page = await stage.open('/card')
    await page.getByText('調べ終わりました').waitFor()
    await tabTo(page, 'もう一度調べる')
    await page.keyboard.press('Enter')
    await page.getByText('調べ終わりました').waitFor()

    await page.goto(`${stage.demo.origin}/card/attributes`)
    await pressAndType(page, 'カードから読みとる', pin)
    await page.getByRole('heading', { name: '読みとった内容' }).waitFor()
    assert.equal(await focusIsIn(page, '#card-attributes-result'), true)
    await tabTo(page, '画面から消す')
    await page.keyboard.press('Enter')
    assert.doesNotMatch(await page.locator('main').innerHTML(), /梅子/)

    await page.goto(`${stage.demo.origin}/card/sign`)
    await choose(page, 'document', file)
    await pressAndType(page, 'この文書に署名する', password ?? '')
    await page.getByRole('heading', { name: '署名した人' }).waitFor()
    assert.equal(await focusIsIn(page, '#card-sign-result'), true)
    await tabTo(page, '署名した文書を保存する')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    await download.saveAs(join(folder, 'signed.pdf'))

    await page.goto(`${stage.demo.origin}/card/verify`)
    await choose(page, 'document', join(folder, 'signed.pdf'))
    await tabTo(page, 'この文書を確かめる')
    await page.keyboard.press('Enter')
    await page.getByText('署名は正しく、文書が変えられたようすはありません').waitFor()
    await page.close()
  })
  await rm(folder, { recursive: true })
  assert.deepEqual(stage.errors, [])
})

/** The focus is in the field of the window by itself; the page behind it is left alone. */
async function pressAndType(page: Page, button: string, secret: string): Promise<void> {
  await tabTo(page, button)
  await page.keyboard.press('Enter')
  const window = await findCardWindow(stage)
  await window.locator('#pin').waitFor()
  assert.equal(await window.evaluate('document.activeElement.id'), 'pin')
  await window.keyboard.type(secret)
  await window.keyboard.press('Enter').catch(() => undefined)
  if (!window.isClosed()) await window.waitForEvent('close')
}

async function choose(page: Page, name: string, file: string): Promise<void> {
  await tabTo(page, name)
  // What opens then is the browser's own; a test cannot walk in it.
  await page.locator('input[type=file]:focus').setInputFiles(file)
}

function focusIsIn(page: Page, selector: string): Promise<unknown> {
  return page.evaluate(`document.querySelector(${JSON.stringify(selector)}).contains(document.activeElement)`)
}
