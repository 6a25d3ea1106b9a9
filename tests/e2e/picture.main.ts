import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openBrowser, openContext } from './browser.ts'
import { openDemo } from './open-demo.ts'

/** `npm run picture`: the picture of the README, 「あなたの情報」 with answers of the demo, photographed anew. */
const path = fileURLToPath(new URL('../../docs/picture.png', import.meta.url))
const holder = 'hanako'
const asked = ['所得と住民税', '健康保険の資格']

await using demo = await openDemo()
await using browser = await openBrowser()
const context = await openContext(browser, { javaScript: true })
const page = await context.newPage()
await page.setViewportSize({ width: 960, height: 720 })

await page.goto(`${demo.origin}/login`)
await page.getByText('見本 花子 さんのカード').click()
await page.getByLabel('暗証番号(数字4けた)').fill(demo.card(holder).pin)
await page.getByRole('button', { name: 'この内容でログインする' }).click()
await page.getByText(/同意します/).click()
await page.getByRole('button', { name: /登録する/ }).click()
await page.getByRole('link', { name: 'あなたの情報' }).first().click()
for (const name of asked) await page.getByText(name, { exact: true }).click()
await page.getByRole('button', { name: '選んだ情報を照会する' }).click()
await page
  .getByText('回答あり')
  .nth(asked.length - 1)
  .waitFor()
await page.screenshot({ path })
process.stdout.write(`docs/picture.png: ${statSync(path).size} bytes\n`)
