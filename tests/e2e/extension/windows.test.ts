import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extensionId } from '@madoguchi/card/protocol'
import { choosePhrase, openExtensionBrowser } from '@madoguchi/extension/testing'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import type { BrowserContext } from 'playwright-core'
import { checkPage, skip as skipBrowser } from '../browser.ts'
import { askCard, type Ended, waitForWindow } from './ask-card.ts'
import { serveSite } from './serve-site.ts'

const skip = skipBrowser || findReasonToSkip()
const salt = 'A'.repeat(43)
const pdf = '%PDF-1.7\n'

test('every state of the window, the settings and the small page is accessible and fits 320 px', { skip }, async () => {
  await using site = await serveSite()
  await using browser = await openExtensionBrowser()
  const { context } = browser
  const page = await context.newPage()
  await page.goto(`${site.origin}/frame`)

  async function photograph(name: string, call: string, argument: unknown, prepare: Prepare): Promise<void> {
    let ended: Promise<Ended> | undefined
    const window = await waitForWindow(context, () => {
      ended = askCard(page, call, argument)
    })
    await prepare(window)
    await checkPage(window, `extension-${name}`, { axe: true })
    await window.close()
    assert.equal((await ended)?.ok, false)
  }

  await photograph('phrase', 'attributes', undefined, (window) => window.getByText('こう見えます').waitFor())
  await choosePhrase(context)
  await photograph('host-missing', 'attributes', undefined, (window) => window.getByRole('alert').first().waitFor())
  await photographPage(context, 'options', (opened) => opened.getByText('こう見えます').waitFor())
  await photographPage(context, 'popup', (opened) => opened.getByText('入っていません').waitFor())

  await browser.installHost()
  const file = makeTestCardFile()
  const card = openVirtualCard({ file: { ...file, attributes: { ...file.attributes, triesLeft: 1 } } })
  await withTestReader(card, async () => {
    const ready: Prepare = (window) => window.locator('#pin').waitFor()
    await photograph('log-in', 'logIn', { challenge: salt, vaultSalt: salt }, ready)
    await photograph('sign', 'sign', { name: '児童手当 認定請求書.pdf', text: pdf }, ready)
    await photograph('last-try', 'attributes', undefined, ready)
    await photograph('wrong-pin', 'vaultKey', { vaultSalt: salt }, async (window) => {
      await window.locator('#pin').fill('9999')
      await window.keyboard.press('Enter')
      await window.getByText('暗証番号がちがいます').waitFor()
    })
    await photograph('time-ends', 'attributes', undefined, async (window) => {
      await ready(window)
      await window.clock.install({ time: Date.now() + 95_000 })
      await window.getByRole('button', { name: '時間を延ばす' }).waitFor()
    })
    await photographPage(context, 'popup-ready', (opened) => opened.getByText('0.1.0').nth(1).waitFor())
  })
})

type Prepare = (window: Awaited<ReturnType<BrowserContext['newPage']>>) => Promise<unknown>

async function photographPage(context: BrowserContext, name: string, prepare: Prepare): Promise<void> {
  const opened = await context.newPage()
  await opened.goto(`chrome-extension://${extensionId}/${name.replace(/-.*/, '')}.html`)
  await prepare(opened)
  await checkPage(opened, `extension-${name}`, { axe: true })
  await opened.close()
}
