import assert from 'node:assert/strict'
import { test } from 'node:test'
import { no } from '@madoguchi/kit'
import fc from 'fast-check'
import { openHost } from './open-host.ts'

const hello = { hello: 'madoguchi-card-host', version: '0.1.0', protocol: 1 }
const silence = Symbol('says nothing')
const look = { triesLeft: 3, issuer: 'test' }

/** Stands in for the browser's end of native messaging, which Node does not have. */
function makePort(answer: (message: Record<string, unknown>) => unknown, greeting: unknown = hello) {
  const listeners: ((message: unknown) => void)[] = []
  const ends: (() => void)[] = []
  let isOpen = true
  let error: string | undefined
  const say = (message: unknown) => queueMicrotask(() => listeners.forEach((listen) => void listen(message)))
  const port = {
    postMessage: (message: unknown) => {
      const reply = answer(message as Record<string, unknown>)
      if (reply !== undefined) say(reply)
    },
    disconnect: () => {
      isOpen = false
    },
    onMessage: {
      addListener(listen: (message: unknown) => void) {
        listeners.push(listen)
        if (greeting !== silence) say(greeting)
      },
    },
    onDisconnect: { addListener: (listen: () => void) => void ends.push(listen) },
  }
  function end(message: string): void {
    error = message
    for (const listen of ends) listen()
  }
  return { port, end, isOpen: () => isOpen, readLastError: () => error }
}

function open(browser: ReturnType<typeof makePort>, limitMs = 10_000) {
  const { port, readLastError } = browser
  return openHost({ connect: () => port, readLastError, helloMs: limitMs, answerMs: limitMs })
}

async function openLooking(browser: ReturnType<typeof makePort>, limitMs?: number) {
  const host = await open(browser, limitMs)
  return host.ok ? await host.value.ask('look', { secret: 'signing', mode: 'sandbox' }) : host
}

test('card-host answers, and its answer reaches who asked', async () => {
  const browser = makePort(({ id, op }) => ({ id, ok: true, value: op === 'look' ? look : undefined }))
  assert.deepEqual(await openLooking(browser), { ok: true, value: look })
})

test('a refusal of card-host keeps its code and its facts', async () => {
  const facts = { triesLeft: 2 }
  const browser = makePort(({ id }) => ({ id, ok: false, code: 'CARD_PIN_WRONG', facts }))
  assert.deepEqual(await openLooking(browser), no('CARD_PIN_WRONG', facts))
})

test('an old card-host, and one that is newer than the extension, are told apart', async () => {
  assert.deepEqual(await openLooking(makePort(() => undefined, { ...hello, protocol: 0 })), no('HOST_OUTDATED'))
  assert.deepEqual(await openLooking(makePort(() => undefined, { ...hello, protocol: 2 })), no('EXTENSION_OUTDATED'))
})

test('a program that never says hello, and one that falls silent, are given up and closed', async () => {
  const mute = makePort(() => undefined, null)
  assert.deepEqual(
    await open(
      makePort(() => undefined, silence),
      1,
    ),
    no('HOST_SILENT'),
  )
  assert.deepEqual(await open(mute), no('HOST_UNREADABLE'))
  const silent = makePort(() => undefined)
  assert.deepEqual(await openLooking(silent, 20), no('HOST_SILENT'))
  assert.equal(silent.isOpen(), false)
})

test('a card-host that ends in the middle ends what waits for it, with the browser’s cause', async () => {
  const browser = makePort(() => {
    queueMicrotask(() => browser.end('Native host has exited.'))
  })
  assert.deepEqual(await openLooking(browser), no('HOST_EXITED'))
})

test('whatever nonsense card-host says, it is closed and called unreadable', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const browser = makePort(({ id }) => ({ id, ok: true, value }))
      assert.deepEqual(await openLooking(browser), no('HOST_UNREADABLE'))
      assert.equal(browser.isOpen(), false)
    }),
    { numRuns: 200 },
  )
})
