import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardErrors } from '@madoguchi/card'
import { chainCodes, extensionId, pageChunk, pageRequest } from '@madoguchi/card/protocol'
import fc from 'fast-check'
import { CardClientError, defaultExtensionId, moveOf, moves, openCardClient, readCardClient } from './index.ts'

const desktop = { userAgentData: { mobile: false, brands: [{ brand: 'Chromium' }] } }
const salt = 'A'.repeat(43)
const logInValue = { certificate: 'a', signature: 'b', wrappingKey: 'c' }

/** Stands in for `chrome.runtime`, which no Node has: `answer` is the extension. */
function makeBrowser(answer: (message: unknown, say: (reply: unknown) => void, end: () => void) => void) {
  const sent: unknown[] = []
  const connected: unknown[] = []
  let isOpen = true
  function connect(id: string, info: { name: string }) {
    connected.push([id, info.name])
    const hear: ((message: unknown) => void)[] = []
    const ends: (() => void)[] = []
    const say = (reply: unknown) => queueMicrotask(() => hear.forEach((listen) => void listen(reply)))
    const end = () => queueMicrotask(() => ends.forEach((listen) => void listen()))
    queueMicrotask(() => answer('connected', say, end))
    return {
      postMessage(message: unknown) {
        sent.push(message)
        answer(message, say, end)
      },
      disconnect: () => {
        isOpen = false
      },
      onMessage: { addListener: (listen: (message: unknown) => void) => void hear.push(listen) },
      onDisconnect: { addListener: (listen: () => void) => void ends.push(listen) },
    }
  }
  const browser = { chrome: { runtime: { connect } }, navigator: desktop }
  return { browser, sent, connected, isOpen: () => isOpen }
}

/** An extension that says it is there, and then what it is told to. */
function ready(...replies: readonly unknown[]) {
  return makeBrowser((message, say) => {
    if (message === 'connected') return say({ type: 'ready', version: '0.1.0' })
    for (const reply of replies) say(reply)
  })
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => assert.fail('it should not have ended well'),
    (error: unknown) => error,
  )
  assert.ok(error instanceof CardClientError)
  return `${error.code} ${error.move}`
}

test('a page logs its citizen in and hands on what the card signed', async () => {
  const extension = ready({ type: 'done', value: logInValue })
  const client = openCardClient({ browser: extension.browser })
  assert.deepEqual(await client.logIn({ challenge: salt, vaultSalt: salt }), logInValue)
  assert.deepEqual(extension.connected, [[extensionId, 'madoguchi/1']])
  assert.deepEqual(extension.sent, [{ action: 'log-in', challenge: salt, vaultSalt: salt }])
  assert.equal(extension.isOpen(), false)
})

test('every call asks for exactly what the protocol allows', async () => {
  const extension = ready({ type: 'done', value: {} })
  const client = openCardClient({ browser: extension.browser })
  await client.status()
  await client.vaultKey({ vaultSalt: salt })
  await client.attributes()
  for (const message of extension.sent) assert.ok(pageRequest.safeParse(message).success)
  assert.equal(extension.sent.length, 3)
})

test('a document of any size goes out in order and whole, and the signed one comes back whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_300_000 }), async (sizeBytes) => {
      const bytes = Uint8Array.from({ length: sizeBytes }, (_, at) => at * 7)
      let received = Buffer.alloc(0)
      const extension = makeBrowser((message, say) => {
        if (message === 'connected') return say({ type: 'ready', version: '0.1.0' })
        const chunk = pageChunk.safeParse(message)
        if (!chunk.success) return assert.ok(pageRequest.safeParse(message).success)
        received = Buffer.concat([received, Buffer.from(chunk.data.chunk, 'base64')])
        say({ type: 'chunk', chunk: chunk.data.chunk })
        if (received.length === sizeBytes)
          say({ type: 'done', value: { sizeBytes, signer: { name: '見本', address: '' } } })
      })
      const progress: number[] = []
      const signed = await openCardClient({ browser: extension.browser }).sign({
        name: '申請書.pdf',
        bytes: new Blob([bytes]),
        onProgress: ({ sentBytes }) => progress.push(sentBytes),
      })
      assert.ok(received.equals(bytes) && Buffer.from(signed.bytes).equals(bytes))
      assert.equal(progress.at(-1), sizeBytes)
    }),
    { numRuns: 15 },
  )
})

test('a document that is too large never leaves the page', async () => {
  const extension = ready()
  const bytes = new Uint8Array(20 * 1024 * 1024 + 1)
  const signed = openCardClient({ browser: extension.browser }).sign({ name: 'x', bytes })
  assert.equal(await codeOf(signed), 'DOCUMENT_TOO_LARGE citizen')
  assert.deepEqual(extension.connected, [])
})

test('what went wrong keeps its code, its facts and whose move it is', async () => {
  const { browser } = ready({ type: 'failed', code: 'CARD_PIN_WRONG', facts: { triesLeft: 2 } })
  const error = await openCardClient({ browser })
    .attributes()
    .catch((error) => error)
  assert.deepEqual([error.code, error.move, error.facts], ['CARD_PIN_WRONG', 'citizen', { triesLeft: 2 }])
})

test('without the extension the citizen hears within a second that it is missing', async () => {
  const silent = makeBrowser(() => undefined)
  const gone = makeBrowser((_, __, end) => end())
  const timeouts = { readyMs: 5 }
  for (const browser of [silent.browser, gone.browser, { navigator: desktop }, { navigator: desktop, chrome: {} }])
    assert.equal(await codeOf(openCardClient({ browser, timeouts }).status()), 'EXTENSION_MISSING citizen')
  assert.equal(silent.isOpen(), false)
})

test('phones and other browsers are told so, and Chrome’s family is let in', async () => {
  const chrome = makeBrowser(() => undefined).browser.chrome
  const agent = (userAgent: string) => ({ userAgent })
  for (const navigator of [
    agent('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'),
    agent('Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15'),
    agent(
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    ),
    agent('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile'),
    { userAgentData: { mobile: true, brands: [{ brand: 'Chromium' }] } },
    { userAgentData: { mobile: false, brands: [{ brand: 'Other' }] } },
    {},
  ]) {
    const client = openCardClient({ browser: { chrome, navigator } })
    assert.equal(await codeOf(client.status()), 'BROWSER_UNSUPPORTED citizen', JSON.stringify(navigator))
  }
  const linux = agent(
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  )
  const client = openCardClient({ browser: { ...ready({ type: 'done', value: 1 }).browser, navigator: linux } })
  assert.equal(await client.status(), 1)
})

test('an extension that dies in the middle, or never ends, is told apart from one that was never there', async () => {
  const dying = makeBrowser((message, say, end) => (message === 'connected' ? say({ type: 'ready' }) : end()))
  assert.equal(await codeOf(openCardClient({ browser: dying.browser }).status()), 'EXTENSION_SILENT citizen')
  const endless = ready({ type: 'waiting' })
  const client = openCardClient({ browser: endless.browser, timeouts: { endMs: 20 } })
  assert.equal(await codeOf(client.status()), 'TIMED_OUT citizen')
  assert.equal(endless.isOpen(), false)
})

test('a page that changes its mind is let go, before and during', async () => {
  const extension = ready()
  const client = openCardClient({ browser: extension.browser })
  assert.equal(await codeOf(client.status({ signal: AbortSignal.abort() })), 'ABORTED developer')
  const controller = new AbortController()
  const status = client.status({ signal: controller.signal })
  controller.abort()
  assert.equal(await codeOf(status), 'ABORTED developer')
  assert.equal(extension.isOpen(), false)
})

test('the one file agrees with the protocol: the id, every code and whose move it is', async () => {
  assert.equal(defaultExtensionId, extensionId)
  const cards = Object.entries(cardErrors).map(([code, { move }]) => [code, move])
  assert.deepEqual(moves, { ...chainCodes, ...Object.fromEntries(cards) })
  fc.assert(fc.property(fc.string(), (code) => assert.match(moveOf(code), /^(citizen|operator|developer)$/)))
  assert.equal(moveOf('toString'), 'operator')
})

test('a site serves it as it is: a module without imports', async () => {
  const text = new TextDecoder().decode(await readCardClient())
  assert.doesNotMatch(text, /^\s*import\s|\bimport\(/m)
  assert.match(text, /^export function openCardClient/m)
})
