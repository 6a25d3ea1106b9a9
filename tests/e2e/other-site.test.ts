import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serve } from '@madoguchi/server'
import { checkPage, openBrowser, openContext, skip } from './browser.ts'
import { openDemo } from './open-demo.ts'

test('a link of another site stops Hanako before her history, and her own press goes on, also where the link names a place', {
  skip,
  timeout: 180_000,
}, async () => {
  await using demo = await openDemo()
  // Another host name than the portal's: for a browser another site.
  await using web = await serve({
    port: 0,
    fetch: async () =>
      new Response(
        ['/history', '/requests#later', '/procedures']
          .map((path) => `<p><a href="${demo.origin}${path}">${path}</a></p>`)
          .join(''),
        { headers: { 'Content-Type': 'text/html' } },
      ),
  })
  await using browser = await openBrowser()
  const page = await (await openContext(browser, { javaScript: true })).newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${demo.origin}/login`)
  await page.getByText('見本 花子 さんのカード').click()
  await page.getByLabel('暗証番号(数字4けた)').fill(demo.card('hanako').pin)
  await page.getByRole('button', { name: 'この内容でログインする' }).click()
  await page.getByText(/同意します/).click()
  await page.getByRole('button', { name: /登録する/ }).click()
  await page.waitForURL('**/home')
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  const follow = async (name: string) => {
    await page.goto(`http://127.0.0.1:${web.port}/`)
    await page.getByRole('link', { name }).click()
  }
  const stopped = 'つづけるには、下のボタンを押してください'
  for (const path of ['/history', '/history']) {
    await follow(path)
    await heading(stopped)
  }
  await checkPage(page, 'other-site-press', { axe: true })
  await page.reload()
  await heading(stopped)
  await page.getByRole('link', { name: 'つづける' }).click()
  await heading('やりとり履歴')
  await follow('/requests#later')
  await heading(stopped)
  await page.getByRole('link', { name: 'つづける' }).click()
  await heading('照会の状況')
  await follow('/procedures')
  await heading('手続をさがす')
  await page.goto(`${demo.origin}/activity`)
  assert.equal(await page.getByText('やりとり履歴を見ました').count(), 1, 'the press, and nothing before it')
})
