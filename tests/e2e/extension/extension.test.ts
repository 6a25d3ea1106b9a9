import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { choosePhrase, type ExtensionBrowser, openExtensionBrowser } from '@madoguchi/extension/testing'
import { openVirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import type { Page } from 'playwright-core'
import { skip as skipBrowser } from '../browser.ts'
import { askCard, waitForWindow } from './ask-card.ts'
import { type Site, serveSite } from './serve-site.ts'

const skip = skipBrowser || findReasonToSkip()
const salt = 'A'.repeat(43)
const request = { challenge: `${'B'.repeat(42)}E`, vaultSalt: salt }

let browser: ExtensionBrowser
let site: Site
let page: Page

before(async () => {
  if (skip) return
  site = await serveSite()
  browser = await openExtensionBrowser()
  await choosePhrase(browser.context)
  page = await browser.context.newPage()
  await page.goto(site.origin)
})
after(async () => {
  await browser?.[Symbol.asyncDispose]()
  await site?.[Symbol.asyncDispose]()
})

test('a page logs in with the card: the window says who asks, and the signature reaches the page', {
  skip,
}, async () => {
  await browser.installHost()
  await withTestReader(openVirtualCard({ file: makeTestCardFile() }), async () => {
    const ended = { call: askNothing() }
    const window = await waitForWindow(browser.context, () => {
      ended.call = askCard(page, 'logIn', request)
    })
    await window.getByRole('heading', { name: 'このサイトにログインします' }).waitFor()
    assert.match(
      await window.innerText('main'),
      new RegExp(`${site.origin}[^]*この端末で動くサンドボックス[^]*あと3回`),
    )
    await window.getByLabel('利用者証明用の暗証番号').fill('1234')
    await window.keyboard.press('Enter')
    const done = await ended.call
    assert.ok(done.ok, JSON.stringify(done))
    assert.deepEqual(Object.keys(done.value as object).sort(), ['certificate', 'signature', 'wrappingKey'])
    if (!window.isClosed()) await window.waitForEvent('close')
  })
})

test('a wrong PIN stays in the window with what is left; whoever closes it then is told why', { skip }, async () => {
  await browser.installHost()
  await withTestReader(openVirtualCard({ file: makeTestCardFile() }), async () => {
    const ended = { call: askNothing() }
    const window = await waitForWindow(browser.context, () => {
      ended.call = askCard(page, 'attributes')
    })
    await window.getByLabel('券面事項入力補助用の暗証番号').fill('12')
    await window.keyboard.press('Enter')
    await window.getByText('回数は減っていません').waitFor()
    for (const left of [2, 1]) {
      await window.getByLabel('券面事項入力補助用の暗証番号').fill('9999')
      await window.keyboard.press('Enter')
      await window.getByText(`暗証番号がちがいます。あと${left}回ためせます。`).waitFor()
    }
    await window.getByLabel('券面事項入力補助用の暗証番号').fill('5678')
    await window.keyboard.press('Enter')
    await window.getByText('上の四角に印をつけます').waitFor()
    await closeByKey(window)
    const done = await ended.call
    assert.ok(!done.ok && done.code === 'CARD_PIN_WRONG' && done.move === 'citizen', JSON.stringify(done))
  })
})

test('without card-host the window says so, and so does the page when it is closed', { skip }, async () => {
  await browser.removeHost()
  const ended = { call: askNothing() }
  const window = await waitForWindow(browser.context, () => {
    ended.call = askCard(page, 'logIn', request)
  })
  await window.getByRole('heading', { name: 'パソコンに「カード連携ソフト」が入っていません' }).waitFor()
  assert.deepEqual(await codeOf(askCard(page, 'vaultKey', { vaultSalt: salt })), 'ANOTHER_OPERATION')
  await closeByKey(window)
  assert.deepEqual(await codeOf(ended.call), 'HOST_MISSING')
  assert.deepEqual(await codeOf(askCard(page, 'status')), 'HOST_MISSING')
})

test('a card-host that lets another extension in, ends at once, talks nonsense or forgets its manners has each its own cause', {
  skip,
}, async () => {
  await browser.installHost(undefined, 'a'.repeat(32))
  assert.equal(await codeOf(askCard(page, 'status')), 'HOST_FORBIDDEN')
  for (const [program, code] of [
    ['#!/bin/sh\nexit 3\n', 'HOST_EXITED'],
    ['#!/no/such/interpreter\n', 'HOST_EXITED'],
    ['#!/bin/sh\necho hello from a library that prints\nsleep 1\n', 'HOST_UNREADABLE'],
  ] as const) {
    await browser.installHost(program)
    assert.equal(await codeOf(askCard(page, 'status')), code, program)
  }
})

test('another site does not even see the extension, and frames of a listed one are refused', { skip }, async () => {
  const stranger = await browser.context.newPage()
  await stranger.goto(`http://portal.example:${site.port}/frame`)
  assert.equal(await codeOf(askCard(stranger, 'status')), 'EXTENSION_MISSING')
  await stranger.close()
  for (const name of ['inner', 'boxed']) {
    const frame = page.frame(name)
    assert.ok(frame)
    assert.equal(await codeOf(askCard(frame, 'status')), 'FRAME_REFUSED', name)
  }
})

test('a page that goes away takes its window with it', { skip }, async () => {
  await browser.removeHost()
  const other = await browser.context.newPage()
  await other.goto(`${site.origin}/frame`)
  const window = await waitForWindow(browser.context, () => {
    // It ends with the page that asked.
    askCard(other, 'attributes').catch(() => undefined)
  })
  await window.getByRole('heading', { name: 'パソコンに' }).waitFor()
  const closed = window.waitForEvent('close')
  await other.close()
  await closed
})

/** The window is gone before the key is let go, which playwright takes for a failure. */
async function closeByKey(window: Page): Promise<void> {
  const closed = window.waitForEvent('close')
  await window.keyboard.press('Escape').catch(() => undefined)
  await closed
}

async function codeOf(ended: ReturnType<typeof askCard>): Promise<string> {
  const done = await ended
  return done.ok ? `ended well: ${JSON.stringify(done.value)}` : done.code
}

function askNothing(): ReturnType<typeof askCard> {
  return Promise.resolve({ ok: false, code: '', move: '', facts: {} })
}
