import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'
const screenshots = fileURLToPath(new URL('../../.screenshots/', import.meta.url))

/** Why browser tests are left out here, or false. */
export const skip = existsSync(executablePath) ? false : 'needs a browser: apt-get install chromium'

export async function openBrowser(): Promise<Browser & AsyncDisposable> {
  const browser = await chromium.launch({
    executablePath,
    // Without a locale Chromium opens and names no file with Japanese letters; the shell of a test need not have one.
    env: { LC_ALL: 'C.UTF-8', PATH: '/usr/bin:/bin', HOME: homedir() },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() })
}

const wide = { width: 1280, height: 900 } as const
const narrow = { width: 375, height: 800 } as const

/** What is left of 1280 px at 200 % and at 400 %. */
const zoomed = [640, 320]

export function openContext(browser: Browser, options: { javaScript: boolean }): Promise<BrowserContext> {
  return browser.newContext({
    javaScriptEnabled: options.javaScript,
    viewport: wide,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  })
}

/** Checks a page as it stands: axe finds nothing, nothing scrolls sideways at 200 % and 400 %, and it is photographed at two widths. */
export async function checkPage(page: Page, name: string, options: { axe: boolean }): Promise<void> {
  await mkdir(screenshots, { recursive: true })
  if (options.axe) {
    const { violations } = await new AxeBuilder({ page }).analyze()
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
      [],
      `axe on ${name}`,
    )
  }
  for (const size of [wide, narrow]) {
    await page.setViewportSize(size)
    await page.screenshot({ path: `${screenshots}${name}-${size.width}.png`, fullPage: true })
  }
  for (const width of zoomed) {
    await page.setViewportSize({ width, height: 450 })
    if (!options.axe) continue
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    assert.equal(overflow, 0, `${name} scrolls sideways at ${width} px`)
  }
  await page.setViewportSize(wide)
}
