import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkPage } from './browser.ts'
import { openStage, pressForWindow, type Stage, skip, typeSecret } from './card/open-stage.ts'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(() => stage?.[Symbol.asyncDispose]())

test('the extension’s card fills in the form: seen before anything is sent, marked, and kept with its source', {
  skip,
  timeout: 300_000,
}, async () => {
  const { pin } = stage.demo.card('umeko')
  await stage.withCard('umeko', async () => {
    const page = await stage.open('/procedures/482013/child-allowance-claim/fill')
    await page.getByRole('button', { name: 'ログインしないで、入力をはじめる' }).click()
    await page.locator('[name="occupation"][value="employee"]').check({ force: true })
    await page.getByRole('button', { name: '保存して次へ' }).click()
    await page.getByRole('button', { name: 'カードから入れる', exact: true }).waitFor()
    await checkPage(page, 'fill-card-offered', { axe: true })
    const window = await pressForWindow(stage, page, 'カードから入れる')
    const sent: string[] = []
    // The bold face is for our own words; what the card says stands in inputs.
    page.on('request', (request) => {
      if (!/-700\.woff2$/.test(request.url())) sent.push(request.url())
    })
    await typeSecret(window, '券面事項入力補助用の暗証番号', pin)
    await page.getByText('カードの内容を欄に入れました').waitFor()
    assert.match(await page.locator('[name="claimantName"]').inputValue(), /梅子/)
    assert.deepEqual(sent, [], 'nothing is sent before the page is')
    await checkPage(page, 'fill-card-filled', { axe: true })
    await page.locator('[name="claimantKana"]').fill('みほん うめこ')
    await page.getByRole('button', { name: '保存して次へ' }).click()
    await page.waitForURL('**/claimant-address')
    await page.goto(page.url().replace('claimant-address', 'check'))
    assert.match(await page.locator('main').innerText(), /梅子\s*カードから/)
    await page.close()
  })
  assert.deepEqual(stage.errors, [])
})
