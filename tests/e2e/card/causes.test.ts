import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { withCard } from '@madoguchi/card/pcsc'
import { failureCopy } from '@madoguchi/card/protocol'
import { base64, ok } from '@madoguchi/kit'
import { createCa, encodePrivateKey, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { openVirtualCard, type VirtualCard } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import {
  findReasonForNoEmptyReader,
  withEmptyTestReader,
  withoutTestReader,
  withTestReader,
} from '@madoguchi/virtual-card/test-reader'
import type { Page } from 'playwright-core'
import { checkPage } from '../browser.ts'
import {
  expectCause,
  expectInPage,
  giveUp,
  logInButton,
  openStage,
  pinLabel,
  pressForWindow,
  type Stage,
  skip,
  typeSecret,
} from './open-stage.ts'

const button = logInButton
const skipEmpty = skip || findReasonForNoEmptyReader()
let stage: Stage
let page: Page
before(async () => {
  if (!skip) stage = await openStage()
})
beforeEach(async () => {
  if (skip) return
  await stage.browser.installHost()
  // What a test that failed left open would be in the way of all others.
  for (const one of stage.browser.context.pages()) if (one.url() !== 'about:blank') await one.close()
  page = await stage.open('/login')
})
after(() => stage?.[Symbol.asyncDispose]())

test('a blocked PIN says where to go before anything is typed', { skip, timeout: 300_000 }, async () => {
  const file = makeTestCardFile()
  const blocked = openVirtualCard({ file: { ...file, authentication: { ...file.authentication, triesLeft: 0 } } })
  await withTestReader(blocked, () => expectCause(stage, page, { button, code: 'CARD_PIN_BLOCKED' }))
})

test('a card pulled out while it works is told as that, and nothing is lost', {
  skip: skipEmpty,
  timeout: 300_000,
}, async () => {
  await withEmptyTestReader(async ({ insert }) => {
    let pull: () => void = () => undefined
    const inserted = insert(pullWhenAskedToSign(openVirtualCard({ file: makeTestCardFile() }), () => pull()))
    let pulled: Promise<void> | undefined
    pull = () => {
      pulled = inserted.remove()
    }
    const window = await pressForWindow(stage, page, button)
    await typeSecret(window, pinLabel, '1234')
    await window.getByRole('heading', { name: 'カードが途中で抜けました' }).waitFor()
    await window.close()
    await expectInPage(page, 'CARD_REMOVED')
    await pulled
  })
})

test('who has not put the card down yet is told so, and the PIN is asked for as soon as the card lies there', {
  skip: skipEmpty,
  timeout: 300_000,
}, async () => {
  await withEmptyTestReader(async ({ insert }) => {
    const window = await pressForWindow(stage, page, button)
    await window.getByRole('heading', { name: failureCopy.CARD_NO_CARD.title }).waitFor()
    await window.getByText('自動で次に進みます').waitFor()
    await checkPage(window, 'extension-no-card', { axe: true })
    const { remove } = insert(openVirtualCard({ file: makeTestCardFile() }))
    await window.getByLabel(pinLabel).waitFor()
    assert.equal(await window.getByRole('alert').filter({ hasText: 'CARD_NO_CARD' }).count(), 0)
    await giveUp(window)
    // The cause is over: what the page hears of is a window that was closed.
    await expectInPage(page, 'WINDOW_CLOSED')
    await remove()
  })
})

// This driver cannot lose a reader without aborting pcscd, so its two causes come one after the other.
test('a reader pulled out while the card works takes PC/SC with it, which is told; when that runs again, the reader is missing', {
  skip,
  timeout: 300_000,
}, async () => {
  let unplug: () => Promise<void> = async () => undefined
  let unplugged: Promise<void> | undefined
  const card = pullWhenAskedToSign(openVirtualCard({ file: makeTestCardFile() }), () => {
    unplugged = unplug()
  })
  const window = await withTestReader(card, async (reader) => {
    unplug = reader.unplug
    const window = await pressForWindow(stage, page, button)
    await typeSecret(window, pinLabel, '1234')
    await window.getByRole('heading', { name: failureCopy.PCSC_MISSING.title }).waitFor()
    await unplugged
    return window
  })
  await withoutTestReader('without-reader', async () => {
    await window.getByRole('button', { name: 'もう一度' }).click()
    await window.getByRole('heading', { name: failureCopy.CARD_NO_READER.title }).waitFor()
    assert.equal(await window.locator('input[type=password]').count(), 0)
    await giveUp(window)
    await expectInPage(page, 'CARD_NO_READER')
  })
})

test('no card, no reader, no PC/SC service: each is its own cause', { skip: skipEmpty, timeout: 300_000 }, async () => {
  await withEmptyTestReader(() => expectCause(stage, page, { button, code: 'CARD_NO_CARD' }))
  await withoutTestReader('without-reader', () => expectCause(stage, page, { button, code: 'CARD_NO_READER' }))
  await withoutTestReader('stopped', async () => {
    await expectCause(stage, page, { button, code: 'PCSC_MISSING' })
    await page.goto(`${stage.demo.origin}/card`)
    await page.getByText('直すところが1つあります').waitFor()
    assert.match(await page.locator('[data-check=pcsc]').innerText(), /直すところ[\s\S]*pcscd/)
    await checkPage(page, 'card-doctor-no-pcsc', { axe: true })
  })
})

test('without card-host the page says what to install, with a link to how', { skip, timeout: 300_000 }, async () => {
  await stage.browser.removeHost()
  await expectCause(stage, page, { button, code: 'HOST_MISSING' })
  await page.getByRole('link', { name: '必要なものと入れかたを見る' }).click()
  await page.getByRole('heading', { level: 1, name: 'カードを使う準備' }).waitFor()
  await checkPage(page, 'card-setup', { axe: true })
})

test('the same pages under another address do not reach the extension', { skip, timeout: 300_000 }, async () => {
  await page.goto(`${stage.demo.origin.replace('localhost', 'portal.example')}/card/attributes`)
  await page.getByRole('button', { name: 'カードから読みとる' }).click()
  await expectInPage(page, 'EXTENSION_MISSING')
})

test('a card of the real issuer is stopped in the sandbox before any PIN', { skip, timeout: 300_000 }, async () => {
  const real = openVirtualCard({ file: await makeRealLookingFile() })
  await withTestReader(real, async ({ events }) => {
    await expectCause(stage, page, { button, code: 'CARD_REAL_IN_SANDBOX' })
    const verified = events.filter((event) => event.kind === 'command' && event.ins === '20' && event.status === '9000')
    assert.deepEqual(verified, [])
  })
})

test('a second program that holds the card is named, and when it is gone all goes on', {
  skip,
  timeout: 300_000,
}, async () => {
  await withTestReader(openVirtualCard({ file: makeTestCardFile() }), async ({ name }) => {
    const window = await withCard({ readerName: name, timeoutMs: 5000 }, async () => {
      await expectCause(stage, page, { button, code: 'CARD_BUSY' })
      const window = await pressForWindow(stage, page, button)
      await window.getByRole('heading', { name: failureCopy.CARD_BUSY.title }).waitFor()
      return ok(window)
    })
    assert.ok(window.ok)
    await window.value.getByLabel(pinLabel).waitFor()
    await window.value.close()
  })
})

test('the doctor finds all well down to the card', { skip, timeout: 300_000 }, async () => {
  await stage.withCard('hanako', async () => {
    await page.goto(`${stage.demo.origin}/card`)
    await page.getByText('調べ終わりました。カードを使えます。').waitFor()
    assert.equal(await page.getByText('問題なし').count(), 14)
    await checkPage(page, 'card-doctor', { axe: true })
  })
  assert.deepEqual(stage.errors, [])
})

/** Calls `pull` when the key is used, and has no answer before the card is gone. */
function pullWhenAskedToSign(card: VirtualCard, pull: () => void): VirtualCard {
  return {
    ...card,
    async transmit(command) {
      if (command[1] !== 0x2a) return card.transmit(command)
      pull()
      await sleep(3000)
      return new Uint8Array([0x6f, 0x00])
    },
  }
}

/** A card whose issuer calls itself what J-LIS does; the key is ours. */
async function makeRealLookingFile() {
  const file = makeTestCardFile()
  const window = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2031-01-01T00:00:00Z') }
  const ca = await createCa({ name: { ...jpkiTestCaName.authentication, O: 'JPKI' }, serial: 1n, ...window })
  const keys = await makeRsaKeyPair()
  const subject = { C: 'JP', OU: [], L: [], CN: 'TESTONLY1U' }
  const profile = 'authentication'
  const { der } = await issueCertificate({ ca, publicKey: keys.publicKey, subject, serial: 2n, ...window, profile })
  const credential = { privateKeyPem: encodePrivateKey(keys.privateKey), certificate: base64.encode(der) }
  return { ...file, authentication: { ...file.authentication, ...credential } }
}
