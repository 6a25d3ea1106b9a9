import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type DemoCard, makeNationDesk, readDemoCards } from '@madoguchi/nation'
import type { Page } from 'playwright-core'
import { checkPage } from '../browser.ts'
import {
  expectInPage,
  giveUp,
  logInButton,
  openStage,
  pinLabel,
  pressForWindow,
  type Stage,
  skip,
  typeSecret,
} from './open-stage.ts'

const button = 'リーダーに置いた前のカードでつなぐ'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(() => stage?.[Symbol.asyncDispose]())

test('a citizen with a renewed card puts the old one into the reader once, and reads the old answers with the new one', {
  skip,
  timeout: 300_000,
}, async () => {
  const { folder, registry } = stage.demo.nation
  const old = stage.demo.card('hanako')
  const page = await stage.open('/login')
  await stage.withCard('hanako', async () => {
    await logIn(page, old)
    await page.waitForURL('**/registration')
    await page.getByText(/同意します/).click()
    await page.getByRole('button', { name: /登録する/ }).click()
    await page.waitForURL('**/home')
    await askForTax(page)
  })
  const answer = page.url()
  await page.getByRole('button', { name: 'ログアウト' }).click()

  assert.ok((await makeNationDesk(folder, registry.desk).renew('hanako', false)).ok)
  const renewed = (await readDemoCards(folder)).find(({ name }) => name === 'hanako-2') ?? assert.fail()
  await stage.withCard('hanako-2', async () => {
    await page.goto(`${stage.demo.origin}/login`)
    await logIn(page, renewed)
    await page.getByRole('heading', { name: '新しいカードを登録しましょう' }).waitFor()
    // The new one is still in the reader: said, and nothing is lost.
    await answerWith(page, renewed)
    await page.getByText('新しいカードのほうが置かれています').waitFor()
    await page.locator('[data-code]', { hasText: 'OLD_CARD_SAME' }).waitFor()
    await checkPage(page, 'new-card-same', { axe: true })
  })
  await stage.withCard('taro', async () => {
    await answerWith(page, stage.demo.card('taro'))
    await page.locator('[data-code]', { hasText: 'OLD_CARD_UNKNOWN' }).waitFor()
  })
  await stage.withCard('hanako', async () => {
    const first = await pressForWindow(stage, page, button)
    await typeSecret(first, pinLabel, old.pin === '0000' ? '1111' : '0000')
    await first.getByText('暗証番号がちがいます。あと2回ためせます。').waitFor()
    await giveUp(first)
    await expectInPage(page, 'CARD_PIN_WRONG')
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(`${new URL(request.url()).pathname} ${fieldsOf(request.postData())}`)
    })
    const window = await pressForWindow(stage, page, button)
    await window.getByRole('heading', { name: '保管庫をひらきます' }).waitFor()
    await checkPage(page, 'new-card-window-open', { axe: true })
    await typeSecret(window, pinLabel, old.pin)
    await page.waitForURL('**/home?done=joined')
    await page.getByText('新しいカードを登録しました').waitFor()
    assert.deepEqual(sent, ['/new-card/old-card certificate wrappingKey'])
  })
  await page.goto(answer)
  await page.getByText('給与収入額').first().waitFor()
  await page.getByRole('button', { name: 'ログアウト' }).click()

  // From now on the new card opens the vault by itself.
  await stage.withCard('hanako-2', async () => {
    await page.goto(`${stage.demo.origin}/login`)
    await logIn(page, renewed)
    await page.waitForURL('**/home')
    await page.goto(answer)
    await page.getByText('給与収入額').first().waitFor()
  })
  await page.close()
  assert.deepEqual(stage.errors, [])
})

async function logIn(page: Page, { pin }: DemoCard): Promise<void> {
  await typeSecret(await pressForWindow(stage, page, logInButton), pinLabel, pin)
}

async function answerWith(page: Page, { pin }: DemoCard): Promise<void> {
  await typeSecret(await pressForWindow(stage, page, button), pinLabel, pin)
}

async function askForTax(page: Page): Promise<void> {
  await page.goto(`${stage.demo.origin}/information`)
  await page.getByText('所得と住民税', { exact: true }).click()
  await page.getByRole('button', { name: '選んだ情報を照会する' }).click()
  await page.getByText('回答あり').waitFor()
  const link = page.getByRole('link', { name: /所得と住民税/ }).first()
  await link.click()
  await page.getByText('給与収入額').first().waitFor()
}

/** The names of what a form sent. */
function fieldsOf(body: string | null): string {
  return [...new URLSearchParams(body ?? '').keys()].join(' ')
}
