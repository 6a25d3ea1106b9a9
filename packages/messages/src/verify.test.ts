import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import { test } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { base64url, utf8 } from '@madoguchi/kit'
import { buildTree, hashLeaf } from '@madoguchi/ledger'
import fc from 'fast-check'
import type { Draft } from './compose.ts'
import type { DirectoryView } from './directory.ts'
import type { Content, Envelope } from './envelope.ts'
import { encodeContent, encodeEnvelope, readEnvelope } from './envelope.ts'
import type { SigningKey } from './keys.ts'
import { publicBytesOf } from './keys.ts'
import { limits } from './limits.ts'
import { openSampleNetwork, sampleAt, sampleDocument, sampleKey } from './sample-network.fixture.ts'
import { encodeSignedRoot, signBatch } from './sign.ts'
import type { Received } from './verify.ts'
import { checkArrival, makeVerifier } from './verify.ts'

const exchange = 'exc_AAAAAAAAAAAAAAAAAAAAAA'
const notAfter = sampleAt.getTime() + 3600_000
const draft: Draft<'delayed'> = { name: 'delayed', to: 'portal', body: { exchange }, notAfter }
const { directory } = openSampleNetwork()

function codeOf(bytes: Bytes, options: { view?: DirectoryView; at?: Date } = {}): string {
  const verdict = makeVerifier(options.view ?? directory).verify(bytes, options.at ?? sampleAt)
  return verdict.ok ? 'accepted' : verdict.code
}

function sendAs(from: string, drafts: readonly Draft[], key: SigningKey = sampleKey(from)): Envelope[] {
  return signBatch({ from, key, drafts }).map(({ bytes }) => {
    const envelope = readEnvelope(bytes)
    assert.ok(envelope.ok)
    return envelope.value
  })
}

/** A content that no honest sender makes, signed as it should be. */
function signContent(changes: Partial<Omit<Content, 'body'>> & { body?: string | Bytes }, enclosures: Bytes[] = []) {
  const { body = JSON.stringify(draft.body), ...rest } = changes
  const content = encodeContent({
    name: 'delayed',
    id: 'msg_AAAAAAAAAAAAAAAAAAAAAA',
    from: 'core',
    to: 'portal',
    notAfter,
    payload: new Uint8Array(0),
    ...rest,
    body: typeof body === 'string' ? utf8.encode(body) : body,
  })
  const key = sampleKey(rest.from ?? 'core')
  const { root } = buildTree([hashLeaf(content)])
  const signature = new Uint8Array(sign(null, encodeSignedRoot(1, root), key.privateKey))
  return encodeEnvelope({ content, keyId: key.keyId, signature, size: 1, index: 0, path: [], enclosures })
}

test('hands over a message as it was meant, with its sender’s kind and the bytes as they came', () => {
  const [signed] = signBatch({ from: 'core', key: sampleKey('core'), drafts: [draft] })
  const bytes = signed?.bytes ?? assert.fail()
  const verdict = makeVerifier(directory).verify(bytes, sampleAt)
  assert.ok(verdict.ok)
  const { name, from, fromKind, to, body, enclosures } = verdict.value
  const meant = { name: 'delayed', from: 'core', fromKind: 'core', to: 'portal', body: draft.body }
  assert.deepEqual({ name, from, fromKind, to, body }, meant)
  assert.deepEqual(enclosures, [])
  assert.equal(verdict.value.bytes, bytes)
})

test('refuses a message that was moved into another batch', () => {
  const [one] = sendAs('core', [draft, draft, draft])
  const [two] = sendAs('core', [draft, draft, draft])
  assert.ok(one !== undefined && two !== undefined)
  assert.equal(codeOf(encodeEnvelope(one)), 'accepted')
  assert.equal(codeOf(encodeEnvelope({ ...one, content: two.content })), 'MESSAGE_SIGNATURE')
  assert.equal(codeOf(encodeEnvelope({ ...one, path: two.path })), 'MESSAGE_SIGNATURE')
  assert.equal(codeOf(encodeEnvelope({ ...one, signature: two.signature })), 'MESSAGE_SIGNATURE')
})

test('refuses a message whose index, path or size is another’s', () => {
  const envelopes = sendAs(
    'core',
    Array.from({ length: 8 }, () => draft),
  )
  // In the tree they stand by their hashes, in no order of ours.
  const [first, second] = envelopes.toSorted((a, b) => a.index - b.index)
  assert.ok(first?.index === 0 && second !== undefined)
  for (const index of [1, 2, 7, 8, 2 ** 40])
    assert.equal(codeOf(encodeEnvelope({ ...first, index })), 'MESSAGE_SIGNATURE')
  for (const size of [0, 1, 4, 7, 9, 16, 2 ** 53 - 1])
    assert.equal(codeOf(encodeEnvelope({ ...first, size })), 'MESSAGE_SIGNATURE')
  assert.equal(codeOf(encodeEnvelope({ ...first, path: second.path })), 'MESSAGE_SIGNATURE')
  assert.equal(codeOf(encodeEnvelope({ ...first, path: first.path.toReversed() })), 'MESSAGE_SIGNATURE')
})

test('refuses an inner node of the tree that is passed off as a message', () => {
  const [first] = sendAs('core', [draft, draft])
  assert.ok(first !== undefined)
  const node = new Uint8Array([1, ...hashLeaf(first.content), ...(first.path[0] ?? [])])
  assert.equal(codeOf(encodeEnvelope({ ...first, content: node, path: [], size: 1 })), 'MESSAGE_MALFORMED')
})

test('refuses a sender who is not in the directory, and one who uses another party’s key', () => {
  assert.equal(codeOf(signContent({ from: 'nobody' })), 'MESSAGE_SENDER_UNKNOWN')
  const [foreign] = sendAs('core', [draft], sampleKey('mihon-shi'))
  assert.equal(codeOf(encodeEnvelope(foreign ?? assert.fail())), 'MESSAGE_SENDER_UNKNOWN')
  const forged = { ...sampleKey('mihon-shi'), keyId: sampleKey('core').keyId }
  assert.equal(codeOf(encodeEnvelope(sendAs('core', [draft], forged)[0] ?? assert.fail())), 'MESSAGE_SIGNATURE')
})

test('refuses a key before its first and from its last moment on', () => {
  const bytes = signContent({})
  const [core, ...others] = sampleDocument().parties
  assert.ok(core !== undefined)
  const publicKey = base64url.encode(publicBytesOf(sampleKey('core').privateKey))
  const validity = { validFrom: '2026-11-10T00:00:00.000Z', validUntil: '2026-11-20T00:00:00.000Z' }
  const parties = [{ ...core, keys: [{ publicKey, ...validity }] }, ...others]
  const view = openSampleNetwork(sampleDocument({ parties })).directory
  const at = (text: string) => codeOf(bytes, { view, at: new Date(text) })
  assert.equal(at('2026-11-09T23:59:59.999Z'), 'MESSAGE_SENDER_UNKNOWN')
  assert.equal(at('2026-11-10T00:00:00.000Z'), 'accepted')
  assert.equal(at('2026-11-19T23:59:59.999Z'), 'accepted')
  assert.equal(at('2026-11-20T00:00:00.000Z'), 'MESSAGE_SENDER_UNKNOWN')
})

test('says that the directory expired, not that the sender is unknown, so that the message may wait', () => {
  assert.equal(codeOf(signContent({}), { at: new Date('2026-11-30T23:59:59.999Z') }), 'accepted')
  assert.equal(codeOf(signContent({}), { at: new Date('2026-12-01T00:00:00.000Z') }), 'DIRECTORY_EXPIRED')
})

test('remembers verified roots without ever letting a wrong signature through', () => {
  const verifier = makeVerifier(directory)
  const codeAfter = (envelope: Envelope) => {
    const verdict = verifier.verify(encodeEnvelope(envelope), sampleAt)
    return verdict.ok ? 'accepted' : verdict.code
  }
  const [first, second] = sendAs('core', [draft, draft])
  const [other] = sendAs('core', [draft])
  assert.ok(first !== undefined && second !== undefined && other !== undefined)
  assert.equal(codeAfter(first), 'accepted')
  assert.equal(codeAfter(second), 'accepted')
  const changed = first.signature.map((byte, i) => (i === 63 ? byte ^ 1 : byte))
  // The same root is remembered now: neither another signature nor another key may ride on it.
  assert.equal(codeAfter({ ...first, signature: changed }), 'MESSAGE_SIGNATURE')
  assert.equal(codeAfter({ ...first, signature: other.signature }), 'MESSAGE_SIGNATURE')
  assert.equal(codeAfter({ ...first, keyId: sampleKey('portal').keyId }), 'MESSAGE_SENDER_UNKNOWN')
  assert.equal(codeAfter({ ...first, size: 3 }), 'MESSAGE_SIGNATURE')
  assert.equal(codeAfter({ ...other, signature: first.signature }), 'MESSAGE_SIGNATURE')
  assert.equal(codeAfter(first), 'accepted')
})

test('does not let a remembered root outlive its key or the directory', () => {
  const verifier = makeVerifier(directory)
  const bytes = signContent({})
  assert.ok(verifier.verify(bytes, sampleAt).ok)
  const later = verifier.verify(bytes, new Date('2026-12-02T00:00:00.000Z'))
  assert.equal(later.ok ? 'accepted' : later.code, 'DIRECTORY_EXPIRED')
})

test('refuses what this kind of party may not send', () => {
  const permit = {
    exchange,
    linkCode: `1.${'A'.repeat(43)}`,
    inquirer: 'portal',
    askDigest: 'A'.repeat(43),
    basis: 'self',
    expiresAt: '2026-11-22T07:00:00.000Z',
  }
  const body = JSON.stringify(permit)
  assert.equal(codeOf(signContent({ name: 'permit', to: 'mihon-kenpo', body })), 'accepted')
  for (const from of ['mihon-shi', 'portal', 'registry'])
    assert.equal(
      codeOf(signContent({ name: 'permit', from, to: 'mihon-kenpo', body })),
      'MESSAGE_SENDER_NOT_ALLOWED',
      from,
    )
})

test('refuses names that no message has, those of Object.prototype among them', () => {
  for (const name of ['hello', 'Delayed', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])
    assert.equal(codeOf(signContent({ name })), 'MESSAGE_UNKNOWN', name)
})

test('refuses a payload or an enclosure where none belongs', () => {
  assert.equal(codeOf(signContent({ payload: Uint8Array.of(1) })), 'MESSAGE_SCHEMA')
  assert.equal(codeOf(signContent({}, [signContent({})])), 'MESSAGE_SCHEMA')
})

test('refuses bodies that are no JSON, unknown members, prototypes and whatever two readers could read differently', () => {
  const bad: (string | Bytes)[] = [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{}',
    `{"exchange":"${exchange}","more":1}`,
    `{"exchange":"${exchange}","__proto__":{"admin":true}}`,
    `{"exchange":"${exchange}","constructor":{"prototype":{}}}`,
    `{"__proto__":{"exchange":"${exchange}"}}`,
    `{"exchange":"x","exchange":"${exchange}"}`,
    `{"exchange": "${exchange}"}`,
    `{"exchange":"${exchange}"}\n`,
    `\ufeff{"exchange":"${exchange}"}`,
    `{"exchange":"${exchange.replace('A', '\\u0041')}"}`,
    `{"exchange":"${exchange}\\u0000"}`,
    '['.repeat(30_000) + ']'.repeat(30_000),
    Uint8Array.of(0x22, 0xc3, 0x22),
  ]
  for (const body of bad) assert.equal(codeOf(signContent({ body })), 'MESSAGE_SCHEMA', String(body).slice(0, 80))
  assert.equal(({} as { admin?: boolean }).admin, undefined)
})

test('refuses a body and a payload beyond their bounds', () => {
  assert.equal(codeOf(signContent({ body: ' '.repeat(limits.bodySizeBytesMax + 1) })), 'MESSAGE_TOO_LARGE')
  const payload = new Uint8Array(limits.payloadSizeBytesMax + 1)
  assert.equal(codeOf(signContent({ name: 'records', payload })), 'MESSAGE_TOO_LARGE')
})

test('refuses ids and addressees that could not be logged', () => {
  for (const id of ['x', 'msg_short', 'msg_AAAAAAAAAAAAAAAAAAAAAA\n', 'exc_AAAAAAAAAAAAAAAAAAAAAA'])
    assert.equal(codeOf(signContent({ id })), 'MESSAGE_SCHEMA', id)
  for (const to of ['portal\n', 'Portal', 'a b', '田中'])
    assert.equal(codeOf(signContent({ to })), 'MESSAGE_SCHEMA', to)
})

test('refuses an ask whose reader key would make the seal an open one', () => {
  const ask = { exchange, affair: 'self-information', type: 'local-tax' }
  const send = (readerKey: string) =>
    codeOf(signContent({ name: 'ask', from: 'portal', to: 'mihon-shi', body: JSON.stringify({ ...ask, readerKey }) }))
  assert.equal(send('A'.repeat(43)), 'MESSAGE_SCHEMA')
  assert.equal(send(`CQ${'A'.repeat(41)}`), 'accepted')
})

test('never throws on random bytes or on mutations of valid ones, and takes none of them', () => {
  const verifier = makeVerifier(directory)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (random) => {
      assert.equal(verifier.verify(random, sampleAt).ok, false)
    }),
  )
  const valid = encodeEnvelope(sendAs('core', [draft, draft, draft])[1] ?? assert.fail())
  assert.ok(verifier.verify(valid, sampleAt).ok)
  fc.assert(
    fc.property(fc.nat({ max: valid.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = valid.map((byte, i) => (i === at ? byte ^ change : byte))
      assert.equal(verifier.verify(changed, sampleAt).ok, false)
    }),
    { numRuns: 500 },
  )
})

test('never throws on any signed body of any message', () => {
  const verifier = makeVerifier(directory)
  fc.assert(
    fc.property(fc.json(), fc.constantFrom('delayed', 'permit', 'closed', 'records', 'code-assigned'), (body, name) => {
      assert.equal(verifier.verify(signContent({ name, body }), sampleAt).ok, false)
    }),
    { numRuns: 200 },
  )
})

function arrive(changes: { to?: string; notAfter?: number }): string {
  const received = makeVerifier(directory).verify(signContent(changes), sampleAt)
  assert.ok(received.ok)
  const verdict = checkArrival(received.value as Received, 'portal', sampleAt)
  return verdict.ok ? 'accepted' : verdict.code
}

test('takes in what is for us and still lives, to the last millisecond', () => {
  const now = sampleAt.getTime()
  assert.equal(arrive({}), 'accepted')
  assert.equal(arrive({ notAfter: now }), 'accepted')
  assert.equal(arrive({ notAfter: now - 1 }), 'MESSAGE_EXPIRED')
  assert.equal(arrive({ notAfter: 0 }), 'MESSAGE_EXPIRED')
  assert.equal(arrive({ to: 'core' }), 'MESSAGE_NOT_FOR_US')
})

test('refuses a message that wants to live longer than 31 days', () => {
  const limit = sampleAt.getTime() + 31 * 24 * 3600_000
  assert.equal(arrive({ notAfter: limit }), 'accepted')
  assert.equal(arrive({ notAfter: limit + 1 }), 'MESSAGE_SCHEMA')
  assert.equal(arrive({ notAfter: Number.MAX_SAFE_INTEGER }), 'MESSAGE_SCHEMA')
})
