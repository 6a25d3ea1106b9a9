import assert from 'node:assert/strict'
import { failureCopy, type OperationCode } from '@madoguchi/card/protocol'
import { choosePhrase, type ExtensionBrowser, findWindow, openExtensionBrowser } from '@madoguchi/extension/testing'
import { powerUpCard } from '@madoguchi/nation'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import type { Page } from 'playwright-core'
import { skip as skipBrowser } from '../browser.ts'
import { type Demo, openDemo } from '../open-demo.ts'

type TestReader = Parameters<Parameters<typeof withTestReader>[1]>[0]

export const skip = skipBrowser || findReasonToSkip()

/** The nation behind its portal, and a browser with the extension and a phrase already chosen. */
export type Stage = AsyncDisposable & {
  readonly demo: Demo
  readonly browser: ExtensionBrowser
  /** Lends the reader with a demo card in it, as that lies in the nation's folder. When `use` fails, the error tells what every page showed at that moment. */
  withCard(name: string, use: (reader: TestReader) => Promise<void>): Promise<void>
  /** A page of the portal for somebody who is not logged in; errors in it are kept in `errors`. */
  open(path: string): Promise<Page>
  readonly errors: string[]
}

export async function openStage(): Promise<Stage> {
  await using stack = new AsyncDisposableStack()
  const demo = stack.use(await openDemo())
  const browser = stack.use(await openExtensionBrowser())
  await browser.installHost()
  await choosePhrase(browser.context)
  const errors: string[] = []
  const owned = stack.move()
  return {
    demo,
    browser,
    errors,
    async withCard(name, use) {
      await withTestReader(await powerUpCard(demo.nation.folder, name), async (reader) => {
        try {
          await use(reader)
        } catch (error) {
          throw new Error(`with ${name}'s card, where the pages showed:\n${await readPages(browser)}`, { cause: error })
        }
      })
    },
    async open(path) {
      await browser.context.clearCookies()
      const page = await browser.context.newPage()
      page.setDefaultTimeout(20_000)
      page.on('pageerror', (error) => errors.push(String(error)))
      await page.goto(demo.origin + path)
      return page
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Addresses and words of every page that is open, the extension's windows among them. */
async function readPages({ context }: ExtensionBrowser): Promise<string> {
  const shown = context.pages().map(async (page) => {
    const words = await page.locator('body').innerText({ timeout: 1_000 }).catch(String)
    return `${page.url()}\n${words}`
  })
  return (await Promise.all(shown)).join('\n\n')
}

/** Presses a button that needs the card, and gives the window of the extension that it opens. */
export async function pressForWindow(stage: Stage, page: Page, button: string): Promise<Page> {
  await page.getByRole('button', { name: button }).click()
  return findCardWindow(stage)
}

/** The window of the extension that was just asked for. */
export async function findCardWindow(stage: Stage): Promise<Page> {
  const window = await findWindow(stage.browser.context)
  window.setDefaultTimeout(20_000)
  return window
}

/** Types a secret into the extension's window and sends it. */
export async function typeSecret(window: Page, label: string, secret: string): Promise<void> {
  await window.getByLabel(label).fill(secret)
  // The window may be gone before the key is let go, which playwright takes for a failure.
  await window.keyboard.press('Enter').catch(() => undefined)
}

/** Closes the window as a citizen does who gives up. */
export async function giveUp(window: Page): Promise<void> {
  const closed = window.waitForEvent('close')
  await window.keyboard.press('Escape').catch(() => undefined)
  await closed
}

export const logInButton = 'カードリーダーのカードでログインする'
export const pinLabel = '利用者証明用の暗証番号'

/** Presses, sees the cause in the extension's window, gives up, and sees the same cause in the page. */
export async function expectCause(stage: Stage, page: Page, { button, code }: { button: string; code: OperationCode }) {
  const { title, next } = failureCopy[code]
  const window = await pressForWindow(stage, page, button)
  await window.getByRole('heading', { name: title }).waitFor()
  assert.equal(await window.locator('input[type=password]').count(), 0, `no PIN is asked for after ${code}`)
  await giveUp(window)
  await expectInPage(page, code)
  assert.ok((await page.locator('[data-failure]').innerText()).includes(next), code)
}

export async function expectInPage(page: Page, code: OperationCode): Promise<void> {
  await page.locator('[data-code]', { hasText: code }).waitFor()
  assert.ok((await page.locator('[data-failure]').innerText()).includes(failureCopy[code].title), code)
}
