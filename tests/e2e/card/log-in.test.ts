import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkPage } from '../browser.ts'
import { giveUp, logInButton, openStage, pinLabel, pressForWindow, type Stage, skip, typeSecret } from './open-stage.ts'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(() => stage?.[Symbol.asyncDispose]())

test('a citizen logs in with the card in the reader, registers, and reads an answer from the vault', {
  skip,
  timeout: 300_000,
}, async () => {
  const { pin } = stage.demo.card('hanako')
  await stage.withCard('hanako', async ({ events }) => {
    const page = await stage.open('/login')
    const before = events.length
    const window = await pressForWindow(stage, page, logInButton)
    await window.getByRole('heading', { name: 'このサイトにログインします' }).waitFor()
    await checkPage(page, 'card-log-in-window-open', { axe: true })
    await typeSecret(window, pinLabel, pin)
    await page.waitForURL('**/registration')
    // Each time it is found out first whether this is a My Number Card. The window looks at the card before it asks, and
    // powers it off; then PIN, log-in and vault in one sitting.
    const asked = events.slice(before).map((event) => (event.kind === 'command' ? event.ins : event.kind))
    const find = 'power-on a4 power-off'
    const look = `${find} power-on a4( b0)+ 20 power-off`
    assert.match(asked.join(' '), new RegExp(`^${look} ${find} power-on a4( b0)+ 20 20 2a 2a( power-off)?$`))
    assert.ok(asked.filter((ins) => ins.length === 2).length <= 19, asked.join(' '))
    await page.getByText(/同意します/).click()
    await page.getByRole('button', { name: /登録する/ }).click()
    await page.waitForURL('**/home')
    await page.goto(`${stage.demo.origin}/information`)
    await page.getByText('所得と住民税', { exact: true }).click()
    await page.getByRole('button', { name: '選んだ情報を照会する' }).click()
    await page.getByText('回答あり').waitFor()
    await page
      .getByRole('link', { name: /所得と住民税/ })
      .first()
      .click()
    await page.getByText('給与収入額').first().waitFor()
    await page.close()
  })
  assert.deepEqual(stage.errors, [])
})

test('a wrong PIN stays in the window with what is left; given up, the page says what was wrong, and the right one goes in', {
  skip,
  timeout: 300_000,
}, async () => {
  const { pin } = stage.demo.card('taro')
  const wrong = pin === '0000' ? '1111' : '0000'
  await stage.withCard('taro', async () => {
    const page = await stage.open('/login')
    const first = await pressForWindow(stage, page, logInButton)
    await typeSecret(first, pinLabel, wrong)
    await first.getByText('暗証番号がちがいます。あと2回ためせます。').waitFor()
    await giveUp(first)
    const failure = page.getByRole('alert').filter({ hasText: '暗証番号がちがいます' })
    await failure.waitFor()
    assert.equal(await page.evaluate('document.activeElement.hasAttribute("data-failure")'), true)
    assert.match(await failure.innerText(), /CARD_PIN_WRONG/)
    await checkPage(page, 'card-log-in-wrong-pin', { axe: true })
    const second = await pressForWindow(stage, page, logInButton)
    assert.equal(await failure.isVisible(), false)
    await typeSecret(second, pinLabel, pin)
    await page.waitForURL('**/registration')
    await page.close()
  })
  assert.deepEqual(stage.errors, [])
})
