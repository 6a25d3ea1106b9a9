import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import { makeAssetPath } from './asset.ts'
import { renderGallery } from './gallery.fixture.ts'
import { loadAssets } from './load-assets.ts'
import { exampleSite, pageExamples } from './page.fixture.ts'
import type { PageProps } from './page.ts'
import { renderPage } from './page.ts'

const executablePath = '/usr/bin/chromium'
const skip = existsSync(executablePath) ? false : 'chromium is not installed'
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:"

test('people with any eyes, hands or screens can use every component', { skip }, async (t) => {
  const { url, paths, close } = await openSite()
  const browser = await chromium.launch({ executablePath, args })
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    for (const path of paths) {
      await t.test(`axe finds nothing on ${path}`, async () => {
        await page.goto(url + path)
        const { violations } = await new AxeBuilder({ page }).analyze()
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
        )
      })
      for (const width of [320, 640]) {
        await t.test(`${path} never scrolls sideways at ${width} px`, async () => {
          await page.setViewportSize({ width, height: 800 })
          await page.goto(url + path)
          assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
          await page.setViewportSize({ width: 1280, height: 900 })
        })
      }
    }
    await t.test('the error summary has the focus when a form comes back', async () => {
      await page.goto(`${url}/page/1`)
      assert.equal(await page.evaluate('document.activeElement.id'), 'error-summary')
    })
    await t.test('every button and every link of its own is at least 44 px high to a finger', async () => {
      await page.goto(`${url}/`)
      const low =
        await page.evaluate(`[...document.querySelectorAll('.button, .pagination a, .navigation a, .footer__links a')]
        .filter((it) => it.getBoundingClientRect().height + 2 * Math.max(0, -parseFloat(getComputedStyle(it, '::after').top) || 0) < 43.9)
        .map((it) => it.textContent + it.getBoundingClientRect().height)`)
      assert.deepEqual(low, [])
    })
    await t.test('the font is ours and the security policy blocks nothing', async () => {
      await page.evaluate('document.fonts.ready.then(() => true)')
      assert.equal(await page.evaluate(`document.fonts.check('16px "BIZ UDPGothic"', 'あなたの情報')`), true)
      assert.deepEqual(complaints, [])
    })
  } finally {
    await browser.close()
    close()
  }
})

async function openSite(): Promise<{ url: string; paths: readonly string[]; close(): void }> {
  const assets = await loadAssets()
  const site = { ...exampleSite, assetPath: makeAssetPath(assets) }
  const pages = new Map<string, string>([['/', String(renderGallery(site))]])
  for (const [index, { props }] of pageExamples.examples.entries()) {
    pages.set(`/page/${index}`, String(renderPage({ ...(props as PageProps), site })))
  }
  const files = new Map(assets.map((asset) => [asset.path, asset]))
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    const file = files.get(request.url ?? '')
    response.statusCode = page === undefined && file === undefined ? 404 : 200
    response.setHeader('content-type', file?.contentType ?? 'text/html; charset=utf-8')
    response.setHeader('content-security-policy', policy)
    response.end(file?.bytes ?? page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, paths: [...pages.keys()], close: () => server.close() }
}
