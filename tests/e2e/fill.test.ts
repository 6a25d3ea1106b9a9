import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
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

const next = '保存して次へ'

/** Writes into a form by the names of its entries. */
async function write(page: Page, entries: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(entries)) {
    const control = page.locator(`[name="${name}"]:not([type="hidden"])`).first()
    const kind = await control.getAttribute('type')
    if (kind === 'radio' || kind === 'checkbox')
      await page.locator(`[name="${name}"][value="${value}"]`).check({ force: true })
    else if (kind === null) await control.selectOption(value)
    else await control.fill(value)
  }
}

async function answer(page: Page, entries: Readonly<Record<string, string>>, button = next): Promise<void> {
  await write(page, entries)
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.waitForLoadState()
}

const date = (name: string, era: string, [year, month, day]: readonly [string, string, string]) => ({
  [`${name}.era`]: era,
  [`${name}.year`]: year,
  [`${name}.month`]: month,
  [`${name}.day`]: day,
})

const child = (childName: string) => ({
  childName,
  childKana: 'みほん こども',
  ...date('childBirthDate', 'reiwa', ['２', '5', '5']),
  childRelationship: 'child',
  childLivesTogether: 'yes',
  childIsCaredFor: 'yes',
  childLivelihood: 'same',
})

for (const javaScript of [true, false]) {
  const mode = javaScript ? 'with-js' : 'without-js'
  test(`a mother claims child allowance for two, from the start to the paper, ${javaScript ? 'with' : 'without'} JavaScript`, {
    skip,
    timeout: 300_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      // A page that came back with something to mend says so by its status, too.
      if (message.type() === 'error' && !/status of 4(09|22)/.test(message.text())) errors.push(message.text())
    })
    const look = (name: string) => checkPage(page, `fill-${mode}-${name}`, { axe: javaScript })

    await page.goto(`${demo.origin}/procedures/482013/child-allowance-claim/fill`)
    await look('01-start')
    await page.getByRole('button', { name: 'ログインしないで、入力をはじめる' }).click()
    await page.waitForURL('**/occupation')
    await look('02-occupation')
    await answer(page, { occupation: 'employee' })

    await answer(page, { claimantName: '髙﨑󠄀 花子', claimantKana: 'か' })
    await page.locator('#error-summary').waitFor()
    assert.equal(await page.evaluate('document.activeElement.id'), 'error-summary', 'the summary has the focus')
    await look('03-errors')
    await page.getByText('体験用のカードから入れる').click()
    await look('04-demo-card')
    const card = demo.card('hanako')
    await write(page, { claimantKana: 'たかさき はなこ', _demo: 'hanako', _pin: card.pin })
    await page.getByRole('button', { name: 'このカードから入れる' }).click()
    await page.getByText(/カードから\d+つの欄に入れました/).waitFor()
    assert.equal(await page.locator('[name="claimantName"]').inputValue(), '髙﨑󠄀 花子', 'what was typed stays')
    await look('05-filled')
    await answer(page, {})
    await answer(page, { claimantPhone: '０９９９－００－００００', claimantSameOnJanuaryFirst: 'yes' })
    await answer(page, { pensionKind: 'employees' })
    await answer(page, { hasSpouse: 'no' })
    await answer(page, { claimReason: 'birth', ...date('claimReasonDate', 'western', ['2026', '7', '20']) })

    await look('06-children-none')
    await page.getByRole('link', { name: /お子さん.*追加する/ }).click()
    await look('07-child')
    await answer(page, child('見本 一郎'), '保存して、もう1件追加する')
    await answer(page, child('見本 次郎'), 'この内容を保存する')
    await look('08-children')
    await page.getByRole('button', { name: /消す.*お子さん1/ }).click()
    await page.getByText('「見本 一郎」を消しました').waitFor()
    await look('09-removed')
    await page.getByRole('button', { name: '元に戻す' }).click()
    await page.getByText('2件あります').waitFor()
    await answer(page, {})
    await answer(page, { hasOlderChildren: 'no' })

    await answer(page, { accountChoice: 'written' })
    await page.getByText('質問が増えました').waitFor()
    const account = {
      bankName: 'みほん銀行',
      bankCode: '９９９９',
      branchName: '本店',
      branchCode: '001',
      accountKind: 'ordinary',
      number: '1234',
      holderKana: 'タカサキ ハナコ',
    }
    const parts = Object.entries(account).map(([part, value]) => [`claimantAccount.${part}`, value])
    await write(page, Object.fromEntries(parts))
    await look('10-account')
    await answer(page, {})
    if (javaScript) {
      await page.locator('[name="pledge"]').check({ force: true })
      await page.getByText(/保存しました \d+:\d\d/).waitFor()
      await look('11-saved')
      await page.reload()
      assert.ok(await page.locator('[name="pledge"]').isChecked(), 'it saved itself')
    }
    await answer(page, { pledge: 'yes' })

    await page.waitForURL('**/check')
    const words = await page.locator('main').innerText()
    assert.match(words, /髙﨑󠄀 花子[\s\S]*カードから[\s\S]*見本 一郎[\s\S]*見本 次郎/)
    assert.doesNotMatch(words, /足りないところ/)
    await look('12-check')
    await page.getByRole('link', { name: /変更.*昼間につながる/ }).click()
    await answer(page, { claimantPhone: '0999-11-1111' }, '保存して確認へ')
    await page.waitForURL('**/check')
    await page.getByRole('link', { name: 'この内容で書類を作る' }).click()
    await page.waitForURL('**/print')
    const picture = page.locator('.fill__preview img')
    await picture.scrollIntoViewIfNeeded()
    for (let tries = 0; javaScript && tries < 40; tries++) {
      if (await page.evaluate(`document.querySelector('.fill__preview img').naturalWidth > 100`)) break
      assert.ok(tries < 39, 'the preview is shown')
      await page.waitForTimeout(250)
    }
    await look('13-print')
    const href = await page.getByRole('link', { name: 'PDFを保存する' }).getAttribute('href')
    const reply = await context.request.get(demo.origin + href)
    const pdf = await reply.body()
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
    const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' })
    if (text.status === 0) assert.match(text.stdout.replace(/\s/g, ''), /みほん市長[\s\S]*見本一郎/)

    await page.goto(`${demo.origin}/drafts`)
    await look('14-drafts')
    await page.getByRole('button', { name: 'この端末から消す' }).click()
    await page.getByText('下書きを消しました').waitFor()
    await look('15-drafts-none')
    assert.deepEqual(errors, [])
    await context.close()
  })
}

/** Presses Tab until the focus is on what the expression, of `e`, describes. */
async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`(() => { const e = document.activeElement; return e !== null && (${wanted}) })()`)) return
  }
  assert.fail(`no Tab leads to ${wanted}`)
}

async function type(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `e.name === ${JSON.stringify(name)}`)
  await page.keyboard.type(text)
}

async function press(page: Page, words: string): Promise<void> {
  await tabTo(page, `/^(BUTTON|A)$/.test(e.tagName) && e.textContent.includes(${JSON.stringify(words)})`)
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

test('a person without a mouse registers a dog: by keyboard only, Enter going on, errors led to', {
  skip,
  timeout: 180_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${demo.origin}/procedures/482013/dog-registration/fill`)
  await press(page, 'ログインしないで、入力をはじめる')
  await type(page, 'ownerName', '見本 花子')
  await type(page, 'ownerKana', 'みほん はなこ')
  await type(page, 'ownerAddress', 'みほん県みほん市本町一丁目2番3号')
  await type(page, 'ownerPhone', '電話')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  assert.equal(await page.evaluate('document.activeElement.id'), 'error-summary')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate('document.activeElement.name'), 'ownerPhone', 'the link leads to the field')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('0999-00-0000')
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  assert.match(page.url(), /\/dogs$/, 'Enter goes on')
  await press(page, '追加する')
  await type(page, 'dogName', 'ポチ')
  await type(page, 'dogBreed', '柴犬')
  await tabTo(page, `e.name === 'dogBirthDate.era'`)
  await page.keyboard.press('ArrowDown')
  await type(page, 'dogBirthDate.year', '6')
  await type(page, 'dogBirthDate.month', '5')
  await type(page, 'dogBirthDate.day', '1')
  await tabTo(page, `e.name === 'dogSex'`)
  await page.keyboard.press('Space')
  await type(page, 'dogColour', '茶')
  await type(page, 'dogAcquiredOn.year', '8')
  await type(page, 'dogAcquiredOn.month', '11')
  await type(page, 'dogAcquiredOn.day', '3')
  await tabTo(page, `e.name === 'dogLivesAtAddress'`)
  await page.keyboard.press('Space')
  for (const name of ['dogHasChip', 'dogIsVaccinated']) {
    await tabTo(page, `e.name === '${name}'`)
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
  }
  await press(page, 'この内容を保存する')
  await press(page, next)
  assert.match(page.url(), /\/check$/)
  await checkPage(page, 'fill-keyboard-check', { axe: true })
  await press(page, 'この内容で書類を作る')
  assert.match(await page.locator('main').innerText(), /みほん市長/)
  await context.close()
})

const owners = { taro: '見本 太郎 さんのカード', hanako: '見本 花子 さんのカード' }

async function logIn(page: Page, who: keyof typeof owners): Promise<void> {
  await page.goto(`${demo.origin}/login`)
  await page.getByText(owners[who]).click()
  await page.getByLabel('暗証番号(数字4けた)').fill(demo.card(who).pin)
  await page.getByRole('button', { name: 'この内容でログインする' }).click()
  await page.waitForURL(({ pathname }) => !pathname.startsWith('/login'))
}

async function register(page: Page): Promise<void> {
  await page.waitForURL('**/registration')
  await page.getByText(/同意します/).click()
  await page.getByRole('button', { name: /登録する/ }).click()
  await page.waitForURL('**/home')
}

test('a father takes his insurance from his own answers; one who asked nothing is led to ask, and comes back', {
  skip,
  timeout: 180_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await logIn(page, 'taro')
  await register(page)

  await page.goto(`${demo.origin}/procedures/482013/child-allowance-claim/fill`)
  await page.getByRole('button', { name: '入力をはじめる' }).click()
  await page.waitForURL('**/occupation')
  await answer(page, { occupation: 'employee' })
  const pension = page.url().replace('claimant', 'pension')
  await page.goto(pension)
  await page.getByText('受けとった回答から入れる').click()
  await checkPage(page, 'fill-answers-none', { axe: true })
  await page.getByRole('link', { name: '「あなたの情報」で受けとる' }).click()
  assert.ok(await page.locator('[value="medical-insurance"]').isChecked(), 'what the page can use is chosen already')
  await page.getByRole('button', { name: '選んだ情報を照会する' }).click()
  await page.waitForURL('**/requests/**')
  for (let tries = 0; tries < 40 && (await page.getByText('回答あり').count()) < 1; tries++)
    await page.waitForTimeout(500)

  await page.goto(pension)
  await page.getByText('受けとった回答から入れる').click()
  for (const choice of await page.locator('[name="_answer"]').all()) await choice.check({ force: true })
  await checkPage(page, 'fill-answers-chosen', { axe: true })
  await page.getByRole('button', { name: '選んだ回答から入れる' }).click()
  await page.getByText('回答から1つの欄に入れました').waitFor()
  assert.match(await page.locator('[name="healthInsurer"]').inputValue(), /みほん/)
  await checkPage(page, 'fill-answers-filled', { axe: true })
  await answer(page, { pensionKind: 'employees' })
  await page.goto(pension.replace('pension', 'check'))
  assert.match(
    await page.locator('main').innerText(),
    /厚生年金[\s\S]*みほん健康保険組合\s*ご自身の回答から入った答えです。/,
  )
  await context.close()
})

test('a draft begun on one device goes on at another once the same card logs in there, and back again', {
  skip,
  timeout: 180_000,
}, async () => {
  const form = `${demo.origin}/procedures/482013/dog-registration/fill`
  await using phone = await openBrowser()
  const openDevice = async (device: Browser): Promise<Page> => {
    const page = await (await openContext(device, { javaScript: true })).newPage()
    page.setDefaultTimeout(15_000)
    return page
  }
  const desk = await openDevice(browser)
  await logIn(desk, 'hanako')
  await register(desk)
  await desk.goto(form)
  await desk.getByRole('button', { name: '入力をはじめる' }).click()
  const owner = { ownerName: '見本 花子', ownerKana: 'みほん はなこ', ownerAddress: 'みほん市本町一丁目2番3号' }
  await answer(desk, { ...owner, ownerPhone: '0999-00-0000' })
  await desk.waitForURL('**/dogs')
  const dogs = desk.url()

  const inHand = await openDevice(phone)
  await inHand.goto(dogs)
  assert.match(inHand.url(), /\/login/, 'the address of a draft alone opens nothing')
  await logIn(inHand, 'hanako')
  await inHand.goto(form)
  await inHand.getByRole('link', { name: /続きから/ }).click()
  await inHand.waitForURL(/\/(owner|dogs)$/)
  await inHand.goto(dogs.replace(/dogs$/, 'owner'))
  assert.equal(await inHand.locator('[name="ownerName"]').inputValue(), '見本 花子')
  await answer(inHand, { ownerPhone: '0999-11-1111' })

  await desk.goto(dogs.replace(/dogs$/, 'owner'))
  assert.equal(await desk.locator('[name="ownerPhone"]').inputValue(), '0999-11-1111', 'and back again')
  for (const page of [desk, inHand]) await page.context().close()
})
