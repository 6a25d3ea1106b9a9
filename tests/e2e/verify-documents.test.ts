import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { checkPage, openBrowser, openContext, skip } from './browser.ts'
import { type Demo, openDemo } from './open-demo.ts'
import { tabTo } from './tab-to.ts'

const program = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))

let demo: Demo
let browser: Browser
let folder: string
const at = (name: string) => join(folder, name)
before(async () => {
  if (skip) return
  ;[demo, browser] = await Promise.all([openDemo(), openBrowser()])
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-verify-'))
  const page = await browser.newPage()
  await page.setContent('<h1>届出</h1><p>ここに届け出ます。</p>')
  await page.pdf({ path: at('届出.pdf') })
  await page.close()
  sign('hanako', '届出.pdf', '一人.pdf')
  sign('umeko', '一人.pdf', '二人.pdf', '--seal')
  const signed = await readFile(at('一人.pdf'))
  await writeFile(at('かわった.pdf'), Buffer.concat([signed, Buffer.from('1 0 obj\n<<>>\nendobj\n')]))
})
after(async () => {
  await browser?.close()
  await demo?.[Symbol.asyncDispose]()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

/** As somebody does on their own computer, with a demo card. */
function sign(name: string, from: string, to: string, ...more: readonly string[]): void {
  const { password } = demo.card(name)
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      program,
      'sign',
      at(from),
      '--out',
      at(to),
      '--card',
      name,
      '--data',
      demo.nation.folder.root,
      '--pin-stdin',
      ...more,
    ],
    { input: password ?? '', encoding: 'utf8' },
  )
  assert.equal(status, 0, stderr)
}

const files = ['一人.pdf', '二人.pdf', 'かわった.pdf', '届出.pdf']

for (const javaScript of [true, false]) {
  const how = javaScript ? 'with' : 'without'
  test(`${how} JavaScript four documents are looked at in one go: each has its sentence, its history and its details, and the report and what was signed are saved`, {
    skip,
    timeout: 290_000,
  }, async () => {
    const context = await openContext(browser, { javaScript })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(`${demo.origin}/card/verify`)
    await checkPage(page, `verify-empty-${how}`, { axe: javaScript })
    await page.getByLabel('署名された文書').setInputFiles(files.map(at))
    await page.getByRole('button', { name: 'この文書を確かめる' }).click()
    await page.getByRole('heading', { name: '文書ごとの結果' }).waitFor()
    const words = await page.locator('main').innerText()
    assert.match(
      words,
      /4個の文書[\s\S]*一人\.pdf[\s\S]*花子さんが署名し、そのあと文書の中身が変えられたようすはありません/,
    )
    assert.match(words, /二人\.pdf[\s\S]*2つの署名は正しく、あとから加えられたものは下のとおりです/)
    assert.match(words, /かわった\.pdf[\s\S]*この文書の署名は信じられません[\s\S]*届出\.pdf[\s\S]*署名がありません/)
    await checkPage(page, `verify-several-${how}`, { axe: javaScript })
    await saveTo(page, '確かめた結果をPDFで保存する', at(`report-${how}.pdf`))
    assert.equal((await readFile(at(`report-${how}.pdf`))).subarray(0, 5).toString(), '%PDF-')
    await page.locator('#document-3 summary').click()
    await page.locator('#document-3').getByRole('link', { name: '1つ目の署名のときの文書を取り出す' }).click()
    await page.getByLabel('署名された文書').setInputFiles(at('かわった.pdf'))
    await checkPage(page, `verify-revision-${how}`, { axe: javaScript })
    await saveTo(page, '署名されたときの文書を保存する', at(`signed-${how}.pdf`))
    assert.deepEqual(await readFile(at(`signed-${how}.pdf`)), await readFile(at('一人.pdf')))
    await context.close()
  })
}

test('by keys alone somebody has a document looked at, goes through its result, saves the report and what was signed; and is told what was forgotten', {
  skip,
  timeout: 290_000,
}, async () => {
  const context = await openContext(browser, { javaScript: true })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${demo.origin}/card/verify`)
  await tabTo(page, 'この文書を確かめる')
  await page.keyboard.press('Enter')
  await page.getByText('文書を選びます').first().waitFor()
  await checkPage(page, 'verify-forgotten', { axe: true })
  await chooseByKeys(page, at('二人.pdf'))
  await tabTo(page, 'この文書を確かめる')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '確かめた結果' }).waitFor()
  await checkPage(page, 'verify-one', { axe: true })
  await tabTo(page, '1つ目の署名のときの文書を取り出す')
  await tabTo(page, '確かめた結果をPDFで保存する')
  const [report] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  assert.equal(report.suggestedFilename(), 'signature-report.pdf')
  await page.goto(`${demo.origin}/card/verify/signed-revision`)
  await chooseByKeys(page, at('二人.pdf'))
  await tabTo(page, '署名されたときの文書を保存する')
  const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  assert.equal(saved.suggestedFilename(), '1つ目の署名のとき.pdf')
  await context.close()
})

async function saveTo(page: Page, name: string, file: string): Promise<void> {
  const control = page.getByRole('link', { name }).or(page.getByRole('button', { name }))
  const [download] = await Promise.all([page.waitForEvent('download'), control.click()])
  await download.saveAs(file)
}

async function chooseByKeys(page: Page, file: string): Promise<void> {
  await tabTo(page, 'document')
  // What opens then is the browser's own; a test cannot walk in it.
  await page.locator('input[type=file]:focus').setInputFiles(file)
}
