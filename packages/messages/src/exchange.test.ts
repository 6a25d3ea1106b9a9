import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { base64url, makeId, sha256, utf8 } from '@madoguchi/kit'
import { hashLeaf } from '@madoguchi/ledger'
import fc from 'fast-check'
import type { Draft } from './compose.ts'
import { encodeContent, readContent, readEnvelope } from './envelope.ts'
import type { ComposedInquiry, Inquiry } from './exchange.ts'
import { composeInquiries, digestSealed, openAnswer, openEnclosure, sealAnswers } from './exchange.ts'
import { openSampleNetwork, sampleAt, sampleDocument, sampleKey } from './sample-network.fixture.ts'
import { deriveReaderKey, seal } from './seal.ts'
import { signBatch } from './sign.ts'
import type { Received } from './verify.ts'
import { makeVerifier } from './verify.ts'

const verifier = makeVerifier(openSampleNetwork().directory)
const notAfter = sampleAt.getTime() + 3600_000
const secret = sha256(utf8.encode('vault'))
const linkCode = `1.${'A'.repeat(43)}`

async function compose(count: number, provider = 'mihon-shi') {
  const exchanges = Array.from({ length: count }, () => makeId('exc'))
  const readerKeys = await Promise.all(exchanges.map((exchange) => deriveReaderKey(secret, exchange)))
  const inquiries: Inquiry[] = exchanges.map((exchange, i) => ({
    body: { exchange, affair: 'self-information', type: 'local-tax', readerKey: readerKeys[i]?.publicKey ?? '' },
    core: 'core',
    provider,
    linkCode,
    mandate: 'man_AAAAAAAAAAAAAAAAAAAAAA',
    notAfter,
  }))
  return { readerKeys, composed: composeInquiries({ from: 'portal', inquiries }) }
}

function receive(from: string, draft: Draft): Received {
  const [signed] = signBatch({ from, key: sampleKey(from), drafts: [draft] })
  const verdict = verifier.verify(signed?.bytes ?? assert.fail(), sampleAt)
  assert.ok(verdict.ok, JSON.stringify(verdict))
  return verdict.value
}

function takeAsk(whom: Draft<'whom'>): Received<'ask'> {
  const ask = openEnclosure({ message: receive('portal', whom), name: 'ask', verifier, at: sampleAt })
  assert.ok(ask.ok)
  return ask.value
}

/** The ask as it travels: signed together with its `whom`. */
function askBytesOf(composed: ComposedInquiry | undefined): Bytes {
  return receive('portal', composed?.whom ?? assert.fail()).enclosures[0] ?? assert.fail()
}

async function answerAll(count: number) {
  const { readerKeys, composed } = await compose(count)
  const asks = composed.map(({ whom }) => takeAsk(whom))
  const answers = asks.map((ask, i) => ({ ask, datum: utf8.encode(JSON.stringify({ amount: i })) }))
  const sealed = await sealAnswers({ from: 'mihon-shi', key: sampleKey('mihon-shi'), answers })
  const open = (i: number, changes: Partial<Parameters<typeof openAnswer>[0]> = {}) => {
    const ask = asks[i] ?? assert.fail()
    return openAnswer({
      sealed: sealed[i] ?? assert.fail(),
      readerKey: readerKeys[i] ?? assert.fail(),
      exchange: ask.body.exchange,
      askDigest: ask.digest,
      provider: 'mihon-shi',
      verifier,
      at: sampleAt,
      ...changes,
    })
  }
  return { asks, sealed, readerKeys, open }
}

test('carries questions to a provider and each answer back to its own question', async () => {
  const { open } = await answerAll(12)
  for (let i = 0; i < 12; i++)
    assert.deepEqual(await open(i), { ok: true, value: { datum: { amount: i }, provider: 'mihon-shi' } })
})

test('names in `whom` the digest of the ask that it encloses, and the mandate only where there is one', async () => {
  const { composed } = await compose(3)
  for (const { whom, ask } of composed) {
    assert.equal(whom.body.askDigest, base64url.encode(ask.digest))
    assert.deepEqual(takeAsk(whom).digest, ask.digest)
    assert.equal(whom.body.mandate, 'man_AAAAAAAAAAAAAAAAAAAAAA')
  }
  const body = { exchange: makeId('exc'), affair: 'child-allowance', type: 'local-tax', readerKey: 'x' }
  const inquiries = [{ body, core: 'core', provider: 'mihon-kenpo', linkCode, notAfter }]
  const [composedOne] = composeInquiries({ from: 'mihon-shi', inquiries })
  assert.equal('mandate' in (composedOne?.whom.body ?? {}), false)
})

test('lets the core check one signature for a question and its `whom`: the root of both is remembered', async () => {
  const { composed } = await compose(5)
  const { directory } = openSampleNetwork()
  const stranger = createPublicKey(sampleKey('stranger').privateKey)
  /** The portal's key for the first that asks; from then on no signature fits any more. */
  function openForgetful() {
    let looked = 0
    return makeVerifier({
      ...directory,
      findKey(...sought: Parameters<typeof directory.findKey>) {
        const key = directory.findKey(...sought)
        return key === undefined || looked++ === 0 ? key : { ...key, publicKey: stranger }
      },
    })
  }
  const signed = signBatch({ from: 'portal', key: sampleKey('portal'), drafts: composed.map(({ whom }) => whom) })
  const once = openForgetful()
  for (const { bytes } of signed) {
    const message = once.verify(bytes, sampleAt)
    assert.ok(message.ok)
    assert.ok(openEnclosure({ message: message.value, name: 'ask', verifier: once, at: sampleAt }).ok)
  }
  const apart = openForgetful()
  const [first, second] = [await compose(1), await compose(1)].map(({ composed: [one] }) => askBytesOf(one))
  assert.ok(apart.verify(first ?? assert.fail(), sampleAt).ok)
  assert.equal(apart.verify(second ?? assert.fail(), sampleAt).ok, false, 'another root is checked anew')
})

test('leaves an ask that is taken out of its `whom` as good as one that was signed alone', async () => {
  const { composed } = await compose(3)
  for (const one of composed) {
    const alone = makeVerifier(openSampleNetwork().directory).verify(askBytesOf(one), sampleAt)
    assert.ok(alone.ok && alone.value.name === 'ask')
    assert.deepEqual([alone.value.id, alone.value.from, alone.value.to], [one.ask.id, 'portal', 'mihon-shi'])
    assert.deepEqual([alone.value.digest, alone.value.enclosures], [one.ask.digest, []])
  }
})

test('shows a provider, of `whom`, a hash that nobody makes again who knows all but its id', async () => {
  const [one] = (await compose(1)).composed
  const [signed] = signBatch({ from: 'portal', key: sampleKey('portal'), drafts: [one?.whom ?? assert.fail()] })
  const outer = readEnvelope(signed?.bytes ?? assert.fail())
  const ask = readEnvelope(outer.ok ? (outer.value.enclosures[0] ?? assert.fail()) : assert.fail())
  assert.ok(outer.ok && ask.ok)
  assert.deepEqual(ask.value.path, [hashLeaf(outer.value.content)])
  const content = readContent(outer.value.content)
  assert.ok(content.ok)
  const known = encodeContent(content.value)
  assert.deepEqual(hashLeaf(known), ask.value.path[0])
  const guessed = encodeContent({ ...content.value, id: makeId('msg') })
  assert.notDeepEqual(hashLeaf(guessed), ask.value.path[0])
})

test('says nothing about the person in the ask', async () => {
  const { composed } = await compose(1)
  assert.equal(Buffer.from(askBytesOf(composed[0])).includes(linkCode), false)
})

test('opens no answer under another exchange, another ask, another reader or another provider', async () => {
  const { open, asks, readerKeys, sealed } = await answerAll(2)
  const [, second] = asks
  assert.ok(second !== undefined)
  const wrong = [
    open(0, { exchange: second.body.exchange }),
    open(0, { askDigest: second.digest }),
    open(0, { readerKey: readerKeys[1] ?? assert.fail() }),
    open(0, { sealed: sealed[1] ?? assert.fail() }),
    open(0, { provider: 'mihon-kenpo' }),
    open(0, { provider: 'core' }),
    open(0, { askDigest: new Uint8Array(0) }),
  ]
  for (const verdict of await Promise.all(wrong)) assert.equal(verdict.ok ? 'opened' : verdict.code, 'SEAL_BROKEN')
})

test('notices a changed byte anywhere in a sealed answer', async () => {
  const { open, sealed } = await answerAll(1)
  const bytes = sealed[0] ?? assert.fail()
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const changed = bytes.map((byte, i) => (i === at ? byte ^ change : byte))
      assert.equal((await open(0, { sealed: changed })).ok, false)
    }),
  )
})

test('opens nothing that was properly sealed but not properly signed for this exchange', async () => {
  const { open, asks } = await answerAll(1)
  const [ask] = asks
  assert.ok(ask !== undefined)
  const { exchange, readerKey } = ask.body
  const askDigest = base64url.encode(ask.digest)
  const payload = utf8.encode('{"amount":1}')
  const openSealed = async (plaintext: Bytes) => {
    const verdict = await open(0, {
      sealed: await seal({ readerKey, plaintext, context: { exchange, askDigest: ask.digest } }),
    })
    return verdict.ok ? 'opened' : verdict.facts.reason
  }
  const sendDatum = (from: string, body: { exchange: string; askDigest: string }, bytes = payload) => {
    const drafts = [{ name: 'datum', to: 'portal', body, payload: bytes, notAfter } as const]
    return signBatch({ from, key: sampleKey(from), drafts })[0]?.bytes ?? assert.fail()
  }
  const body = { exchange, askDigest }
  assert.equal(await openSealed(sendDatum('mihon-shi', body)), 'opened')
  assert.equal(await openSealed(sendDatum('mihon-kenpo', body)), 'MISMATCH')
  assert.equal(await openSealed(sendDatum('core', body)), 'MESSAGE_SENDER_NOT_ALLOWED')
  assert.equal(await openSealed(sendDatum('mihon-shi', { ...body, exchange: makeId('exc') })), 'MISMATCH')
  assert.equal(await openSealed(sendDatum('mihon-shi', { ...body, askDigest: 'A'.repeat(43) })), 'MISMATCH')
  assert.equal(await openSealed(sendDatum('mihon-shi', { ...body, askDigest: 'B'.repeat(43) })), 'MESSAGE_SCHEMA')
  assert.equal(await openSealed(sendDatum('mihon-shi', body, utf8.encode('{'))), 'PAYLOAD')
  assert.equal(await openSealed(sendDatum('mihon-shi', body, Uint8Array.of(0xff))), 'PAYLOAD')
  assert.equal(await openSealed(payload), 'MESSAGE_MALFORMED')
  assert.equal(await openSealed(new Uint8Array(0)), 'MESSAGE_MALFORMED')
  assert.equal(await openSealed(ask.bytes), 'NAME')
})

test('still opens an answer at the time it came, after the provider’s key or the directory is gone', async () => {
  const { open } = await answerAll(1)
  assert.equal((await open(0, { at: new Date('2030-01-01T00:00:00.000Z') })).ok, false)
  assert.equal((await open(0, { at: sampleAt })).ok, true)
})

test('shows swapped asks: the enclosed one is another than `whom` names', async () => {
  const { composed } = await compose(2)
  const [first, second] = composed
  assert.ok(first !== undefined && second !== undefined)
  const swapped = { ...first.whom, enclosures: [askBytesOf(second)] }
  const message = receive('portal', swapped)
  const ask = openEnclosure({ message, name: 'ask', verifier, at: sampleAt })
  // Whoever handles `whom` or `permit` compares: the enclosure is genuine, only not the one that was meant.
  assert.ok(ask.ok && message.name === 'whom')
  assert.notEqual(base64url.encode(ask.value.digest), message.body.askDigest)
})

test('opens exactly one enclosure, verified, of the expected name', async () => {
  const { composed } = await compose(2)
  const [first, second] = composed
  assert.ok(first !== undefined && second !== undefined)
  const openWith = (enclosures: readonly Bytes[], name: 'ask' | 'answer' = 'ask') => {
    const message = receive('portal', { ...first.whom, enclosures })
    const verdict = openEnclosure({ message, name, verifier, at: sampleAt })
    return verdict.ok ? 'opened' : (verdict.facts.reason ?? verdict.code)
  }
  const ask = askBytesOf(first)
  assert.equal(openWith([ask]), 'opened')
  assert.equal(openWith([]), 'MESSAGE_ENCLOSURE')
  assert.equal(openWith([ask, askBytesOf(second)]), 'MESSAGE_ENCLOSURE')
  assert.equal(openWith([ask], 'answer'), 'NAME')
  assert.equal(openWith([ask.slice(0, -1)]), 'MESSAGE_MALFORMED')
  assert.equal(openWith([ask.with(60, (ask[60] ?? 0) ^ 1)]), 'MESSAGE_SIGNATURE')
})

test('names a sealed answer by its SHA-256', () => {
  assert.equal(digestSealed(utf8.encode('')), '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU')
})

test('waits for its directory where the signer of an enclosure is not in it yet: nothing is refused for good', async () => {
  const { composed } = await compose(1, 'mihon-kenpo')
  const [first] = composed
  assert.ok(first !== undefined)
  const message = receive('portal', first.whom)
  const document = sampleDocument()
  const lagging = { ...document, parties: document.parties.filter(({ id }) => id !== 'portal') }
  const behind = makeVerifier(openSampleNetwork(lagging).directory)
  assert.throws(() => openEnclosure({ message, name: 'ask', verifier: behind, at: sampleAt }), {
    code: 'MESSAGE_SENDER_UNKNOWN',
  })
})
