import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { renderHostProgram } from '@madoguchi/extension/testing'
import { openAuthority } from '@madoguchi/pades/testing'
import { checkPage, openBrowser } from '../browser.ts'
import { logInButton, openStage, pinLabel, pressForWindow, type Stage, skip, typeSecret } from './open-stage.ts'

let stage: Stage
let folder: string
before(async () => {
  if (skip) return
  stage = await openStage()
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-sign-'))
})
after(async () => {
  await stage?.[Symbol.asyncDispose]()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

test('the four attributes come from the card into the page, go nowhere else, and can be cleared away', {
  skip,
  timeout: 300_000,
}, async () => {
  const { pin } = stage.demo.card('umeko')
  await stage.withCard('umeko', async () => {
    const page = await stage.open('/card/attributes')
    await checkPage(page, 'card-attributes', { axe: true })
    const window = await pressForWindow(stage, page, 'カードから読みとる')
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    await typeSecret(window, '券面事項入力補助用の暗証番号', pin)
    await page.getByRole('heading', { name: '読みとった内容' }).waitFor()
    const words = await page.locator('#card-attributes-result').innerText()
    assert.match(words, /梅子[\s\S]*年\d+月\d+日\((昭和|平成|令和)[\s\S]*女/)
    assert.deepEqual(sent, [], 'nothing is sent once the card was read')
    await checkPage(page, 'card-attributes-read', { axe: true })
    await page.getByRole('button', { name: '画面から消す' }).click()
    assert.doesNotMatch(await page.locator('main').innerHTML(), /梅子/)
    await page.close()
  })
  assert.deepEqual(stage.errors, [])
})

test('a PDF is signed with the card, saved, and the portal, pdfsig and a changed byte all say the same of it', {
  skip,
  timeout: 300_000,
}, async () => {
  const password = stage.demo.card('umeko').password ?? ''
  const original = await printPdf()
  await stage.withCard('umeko', async () => {
    const page = await stage.open('/card/sign')
    await checkPage(page, 'card-sign', { axe: true })
    await page.getByRole('button', { name: 'この文書に署名する' }).click()
    await page.getByText('文書が選ばれていません').waitFor()
    await page.getByLabel('署名する文書').setInputFiles(join(folder, '届出.pdf'))
    const window = await pressForWindow(stage, page, 'この文書に署名する')
    await window.getByRole('heading', { name: '文書に電子署名をします' }).waitFor()
    await typeSecret(window, '署名用の暗証番号', password.toLowerCase())
    await page.getByRole('heading', { name: '署名した人' }).waitFor()
    const words = await page.locator('#card-sign-result').innerText()
    assert.match(words, /〔.+〕.*梅子[\s\S]*代替文字/, 'the substitute character is marked')
    await checkPage(page, 'card-signed', { axe: true })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '署名した文書を保存する' }).click(),
    ])
    assert.equal(download.suggestedFilename(), '届出-署名済み.pdf')
    await download.saveAs(join(folder, 'signed.pdf'))
    await page.close()
  })
  const signed = await readFile(join(folder, 'signed.pdf'))
  assert.ok(signed.subarray(0, original.length).equals(original), 'the original is its beginning, byte by byte')
  const told = spawnSync('pdfsig', ['-nocert', join(folder, 'signed.pdf')], { encoding: 'utf8' })
  if (told.error === undefined) assert.match(told.stdout, /Signature is Valid/)

  const changed = Buffer.from(signed)
  changed[original.length - 40] = (changed[original.length - 40] ?? 0) ^ 1
  await writeFile(join(folder, 'changed.pdf'), changed)
  const page = await stage.open('/card/verify')
  await checkPage(page, 'card-verify', { axe: true })
  for (const [file, judged] of [
    ['signed.pdf', /署名は正しく、文書が変えられたようすはありません[\s\S]*〔.+〕.*梅子[\s\S]*失効していません/],
    ['changed.pdf', /この署名は信じられません|ここでは確かめられません/],
  ] as const) {
    await page.getByLabel('署名された文書').setInputFiles(join(folder, file))
    await page.getByRole('button', { name: 'この文書を確かめる' }).click()
    await page
      .getByText(file === 'signed.pdf' ? '確かめた結果' : /信じられません|確かめられません/)
      .first()
      .waitFor()
    assert.match(await page.locator('main').innerText(), judged)
    await checkPage(page, `card-verify-${file.slice(0, -4)}`, { axe: true })
  }
  await page.close()
  assert.deepEqual(stage.errors, [])
})

test('an answer is signed where it stands, without a way through the citizen’s folders; nobody else gets to that page', {
  skip,
  timeout: 300_000,
}, async () => {
  const { pin, password } = stage.demo.card('hanako')
  await stage.withCard('hanako', async () => {
    const page = await stage.open('/login')
    await typeSecret(await pressForWindow(stage, page, logInButton), pinLabel, pin)
    await page.waitForURL('**/registration')
    await page.getByText(/同意します/).click()
    await page.getByRole('button', { name: /登録する/ }).click()
    await page.waitForURL('**/home')
    await page.goto(`${stage.demo.origin}/information`)
    await page.getByText('所得と住民税', { exact: true }).click()
    await page.getByRole('button', { name: '選んだ情報を照会する' }).click()
    await page.getByText('回答あり').waitFor()
    const answer = page.getByRole('link', { name: /所得と住民税/ }).first()
    await answer.click()
    await page.getByRole('link', { name: 'このPDFに、保存しないで電子署名をする' }).click()
    await page.getByRole('heading', { level: 1, name: '文書に電子署名をする' }).waitFor()
    await checkPage(page, 'card-sign-answer', { axe: true })
    const address = page.url()
    const window = await pressForWindow(stage, page, 'この文書に署名する')
    await window.getByText('地方税関係情報.pdf').waitFor()
    await typeSecret(window, '署名用の暗証番号', password ?? '')
    await page.getByRole('heading', { name: '署名した人' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '署名した文書を保存する' }).click(),
    ])
    assert.match(download.suggestedFilename(), /地方税関係情報-署名済み\.pdf$/)
    await download.saveAs(join(folder, 'answer.pdf'))
    const told = spawnSync('pdfsig', ['-nocert', join(folder, 'answer.pdf')], { encoding: 'utf8' })
    if (told.error === undefined) assert.match(told.stdout, /Signature is Valid/)

    const strange = await page.goto(address.replace(/[^/]+\/sign$/, 'exc_none/sign'))
    assert.equal(strange?.status(), 404)
    await page.goto(address)
    await stage.browser.context.clearCookies()
    await page.getByRole('button', { name: 'この文書に署名する' }).click()
    await page.locator('[data-code]', { hasText: 'PORTAL_FAILED' }).waitFor()
    await page.goto(address)
    assert.match(page.url(), /\/login/)
    await page.close()
  })
  assert.deepEqual(stage.errors, [])
})

test('a filled-in form is signed where it stands, and nothing is sent once it was fetched', {
  skip,
  timeout: 300_000,
}, async () => {
  await stage.withCard('hanako', async () => {
    const page = await stage.open('/procedures/482013/dog-registration/fill')
    await page.getByRole('button', { name: 'ログインしないで、入力をはじめる' }).click()
    await page.goto(page.url().replace(/[^/]+$/, 'print'))
    await page.getByRole('link', { name: 'このPDFに、保存しないで電子署名をする' }).click()
    await page.getByRole('heading', { level: 1, name: '文書に電子署名をする' }).waitFor()
    await checkPage(page, 'card-sign-form', { axe: true })
    const sent: string[] = []
    page.on('request', (request) => {
      sent.push(`${request.method()} ${new URL(request.url()).pathname}`)
    })
    const window = await pressForWindow(stage, page, 'この文書に署名する')
    await window.getByText('犬の登録').first().waitFor()
    await typeSecret(window, '署名用の暗証番号', stage.demo.card('hanako').password ?? '')
    await page.getByRole('heading', { name: '署名した人' }).waitFor()
    // The document is fetched, and letters of the font that this page had not shown before.
    assert.equal(sent.filter((one) => !/^GET .*(\/form\.pdf|\.woff2)$/.test(one)).join(), '')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '署名した文書を保存する' }).click(),
    ])
    await download.saveAs(join(folder, 'form.pdf'))
    const told = spawnSync('pdfsig', ['-nocert', join(folder, 'form.pdf')], { encoding: 'utf8' })
    if (told.error === undefined) assert.match(told.stdout, /Signature is Valid/)
    await page.close()
  })
  assert.deepEqual(stage.errors, [])
})

test('where card-host was installed with an authority, the window says who proves the time; when it is away nothing is signed', {
  skip,
  timeout: 300_000,
}, async () => {
  const password = stage.demo.card('umeko').password ?? ''
  await printPdf()
  await using authority = await openAuthority()
  await stage.browser.installHost(renderHostProgram('--time-stamp', authority.url))
  await stage.withCard('umeko', async () => {
    const page = await stage.open('/card/sign')
    await page.getByLabel('署名する文書').setInputFiles(join(folder, '届出.pdf'))
    const window = await pressForWindow(stage, page, 'この文書に署名する')
    await window.getByText(`${new URL(authority.url).host} に署名のハッシュ値だけを送り`).waitFor()
    await checkPage(window, 'extension-sign-time-stamp', { axe: true })
    authority.replaceAnswer(() => ({ status: 503, body: new Uint8Array() }))
    await typeSecret(window, '署名用の暗証番号', password)
    await window.getByRole('heading', { name: 'タイムスタンプを受け取れませんでした' }).waitFor()
    authority.replaceAnswer(undefined)
    await window.getByRole('button', { name: 'もう一度' }).click()
    await typeSecret(window, '署名用の暗証番号', password)
    await page.getByRole('heading', { name: '署名した人' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '署名した文書を保存する' }).click(),
    ])
    await download.saveAs(join(folder, 'stamped.pdf'))
    await page.close()
  })
  await stage.browser.installHost()
  const page = await stage.open('/card/verify')
  await page.getByLabel('署名された文書').setInputFiles(join(folder, 'stamped.pdf'))
  await page.getByRole('button', { name: 'この文書を確かめる' }).click()
  await page.getByText('確かめた結果').first().waitFor()
  assert.match(
    await page.locator('main').innerText(),
    /署名は正しく、文書が変えられたようすはありません[\s\S]*時刻の証明はあります/,
  )
  await checkPage(page, 'card-verify-stamped', { axe: true })
  await page.close()
  assert.deepEqual(stage.errors, [])
})

/** A document as a browser prints it. */
async function printPdf(): Promise<Buffer> {
  await using browser = await openBrowser()
  const page = await browser.newPage()
  await page.setContent('<h1>届出</h1><p>ここに届け出ます。</p>')
  await page.pdf({ path: join(folder, '届出.pdf') })
  return readFile(join(folder, '届出.pdf'))
}
