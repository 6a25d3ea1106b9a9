import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { test } from 'node:test'
import { hex, sha256, utf8 } from '@madoguchi/kit'
import { hashLeaf } from '@madoguchi/ledger'
import fc from 'fast-check'
import type { Draft } from './compose.ts'
import { composeMessages } from './compose.ts'
import { readContent, readEnvelope } from './envelope.ts'
import { limits } from './limits.ts'
import { openSampleNetwork, sampleAt, sampleKey } from './sample-network.fixture.ts'
import { encodeSignedRoot, signBatch } from './sign.ts'
import { makeVerifier } from './verify.ts'

const key = sampleKey('core')
const notAfter = sampleAt.getTime() + 3600_000

function makeDrafts(count: number): Draft[] {
  return Array.from({ length: count }, (_, i) => ({
    name: 'delayed',
    to: 'portal',
    body: { exchange: `exc_${String(i).padStart(22, '0')}` },
    notAfter,
  }))
}

test('signs 1 to 64 messages with one signature, under which each of them verifies on its own', () => {
  const { directory } = openSampleNetwork()
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 }), (count) => {
      const drafts = makeDrafts(count)
      const signed = signBatch({ from: 'core', key, drafts })
      const signatures = new Set<string>()
      for (const [i, { bytes, id, digest, content }] of signed.entries()) {
        const received = makeVerifier(directory).verify(bytes, sampleAt)
        assert.ok(received.ok)
        assert.deepEqual(received.value.body, drafts[i]?.body)
        assert.equal(received.value.id, id)
        assert.deepEqual(received.value.digest, digest)
        assert.deepEqual(digest, sha256(content))
        const envelope = readEnvelope(bytes)
        assert.ok(envelope.ok)
        signatures.add(hex.encode(envelope.value.signature))
      }
      assert.equal(signed.length, count)
      assert.equal(signatures.size, 1)
      assert.equal(new Set(signed.map(({ id }) => id)).size, count)
    }),
    { numRuns: 30 },
  )
})

test('signs what messages enclose with them: one signature for both, under which the inner ones verify on their own too', () => {
  const { directory } = openSampleNetwork()
  const body = { exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA', askDigest: 'A'.repeat(43) }
  const inner: Draft = { name: 'datum', to: 'portal', body, notAfter }
  fc.assert(
    fc.property(fc.array(fc.constantFrom('none', 'bytes', 'composed'), { minLength: 1, maxLength: 40 }), (kinds) => {
      const [foreign] = signBatch({ from: 'mihon-kenpo', key: sampleKey('mihon-kenpo'), drafts: [inner] })
      const composed = composeMessages({ from: 'mihon-shi', drafts: kinds.map(() => inner) })
      const drafts = kinds.map((kind, i): Draft => {
        const enclosed = {
          none: [],
          bytes: [foreign?.bytes ?? assert.fail()],
          composed: [composed[i] ?? assert.fail()],
        }
        const enclosures = enclosed[kind]
        return {
          name: 'answer',
          to: 'core',
          body: { ...body, outcome: 'no-data', hideRecord: false },
          enclosures,
          notAfter,
        }
      })
      const signed = signBatch({ from: 'mihon-shi', key: sampleKey('mihon-shi'), drafts })
      assert.deepEqual(
        signed.map(({ draft }) => draft),
        drafts,
      )
      // Whoever reads what is enclosed is another than the addressee of those that enclose nothing of ours.
      const carrying = kinds.filter((kind) => kind === 'composed').length
      const signatures = new Set<string>()
      for (const [i, { bytes }] of signed.entries()) {
        const outer = readEnvelope(bytes)
        assert.ok(outer.ok)
        assert.equal(outer.value.size, kinds[i] === 'composed' ? 2 * carrying : kinds.length - carrying)
        signatures.add(hex.encode(outer.value.signature))
        const [enclosed] = outer.value.enclosures
        if (kinds[i] === 'none') assert.equal(enclosed, undefined)
        if (kinds[i] === 'bytes') assert.deepEqual(enclosed, foreign?.bytes)
        if (kinds[i] !== 'composed') continue
        const received = makeVerifier(directory).verify(enclosed ?? assert.fail(), sampleAt)
        assert.ok(received.ok && received.value.id === composed[i]?.id)
        assert.deepEqual(received.value.digest, composed[i]?.digest)
        const alone = readEnvelope(enclosed ?? assert.fail())
        assert.ok(alone.ok)
        assert.deepEqual(alone.value.signature, outer.value.signature)
      }
      assert.equal(signatures.size, new Set(kinds.map((kind) => kind === 'composed')).size)
    }),
    { numRuns: 30 },
  )
})

test('gives two readers nothing in common: no signature, no hash of a path, whatever was signed together (invariant 18)', () => {
  const readers = ['mihon-shi', 'mihon-kenpo', 'aoba-shi'] as const
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...readers), { minLength: 2, maxLength: 40 }), (tos) => {
      const ask = (to: string): Draft => ({ ...makeDrafts(1)[0], name: 'permit', to, notAfter }) as Draft
      const asks = composeMessages({ from: 'portal', drafts: tos.map(ask) })
      const drafts = asks.map((one) => ({ ...makeDrafts(1)[0], to: 'core', enclosures: [one] }) as Draft)
      const seen = new Map<string, Set<string>>()
      for (const [i, { bytes }] of signBatch({ from: 'portal', key: sampleKey('portal'), drafts }).entries()) {
        const outer = readEnvelope(bytes)
        const inner = readEnvelope(outer.ok ? (outer.value.enclosures[0] ?? assert.fail()) : assert.fail())
        assert.ok(inner.ok)
        const { signature, path, size, content } = inner.value
        // How many there are it can count: two for each that it got, whatever was for others.
        assert.equal(size, 2 * tos.filter((to) => to === tos[i]).length)
        const own = seen.get(tos[i] ?? '') ?? new Set()
        for (const bytes of [signature, content, hashLeaf(content), ...path]) own.add(hex.encode(bytes))
        seen.set(tos[i] ?? '', own)
      }
      const all = [...seen.values()].flatMap((own) => [...own])
      assert.equal(new Set(all).size, all.length)
    }),
    { numRuns: 30 },
  )
})

test('puts leaves in an order that says nothing of the drafts’: that of their hashes', () => {
  const signed = signBatch({ from: 'core', key, drafts: makeDrafts(40) })
  const byIndex = signed
    .map(({ bytes, content }) => {
      const envelope = readEnvelope(bytes)
      return { index: envelope.ok ? envelope.value.index : assert.fail(), hash: hex.encode(hashLeaf(content)) }
    })
    .sort((a, b) => a.index - b.index)
  assert.deepEqual(
    byIndex.map(({ hash }) => hash),
    byIndex.map(({ hash }) => hash).sort(),
  )
  assert.deepEqual(
    signed.map(({ draft }) => draft.body),
    makeDrafts(40).map(({ body }) => body),
  )
})

test('lets what agencies read end on a whole hour, later and never sooner; what they never see ends when it was told to', () => {
  const endsOf = (name: 'delayed' | 'withdraw', at: number) => {
    const [composed] = composeMessages({ from: 'core', drafts: [{ ...makeDrafts(1)[0], name, notAfter: at } as Draft] })
    const content = readContent(composed?.content ?? assert.fail())
    return [composed?.draft.notAfter, content.ok ? content.value.notAfter : assert.fail()]
  }
  const hour = sampleAt.getTime()
  assert.equal(hour % 3600_000, 0)
  assert.deepEqual(endsOf('delayed', hour), [hour, hour])
  assert.deepEqual(endsOf('delayed', hour + 1), [hour + 3600_000, hour + 3600_000])
  assert.deepEqual(endsOf('delayed', hour + 3599_999), [hour + 3600_000, hour + 3600_000])
  assert.deepEqual(endsOf('withdraw', hour + 1), [hour + 1, hour + 1])
})

test('never puts a message of another party under our signature', () => {
  const enclosures = composeMessages({ from: 'mihon-shi', drafts: makeDrafts(1) })
  const drafts = makeDrafts(2).map((draft) => ({ ...draft, enclosures }))
  assert.throws(() => signBatch({ from: 'core', key, drafts }), { code: 'ERR_ASSERTION' })
})

test('draws for each signing an id of its own, and none anew for what was composed before', () => {
  const [composed] = composeMessages({ from: 'core', drafts: makeDrafts(1) })
  const drafts = makeDrafts(1).map((draft) => ({ ...draft, enclosures: [composed ?? assert.fail()] }))
  const [once, twice] = [signBatch({ from: 'core', key, drafts })[0], signBatch({ from: 'core', key, drafts })[0]]
  assert.ok(once !== undefined && twice !== undefined)
  assert.notEqual(once.id, twice.id)
  const contents = [once, twice].map(({ bytes }) => {
    const outer = readEnvelope(bytes)
    const inner = readEnvelope(outer.ok ? (outer.value.enclosures[0] ?? assert.fail()) : assert.fail())
    return inner.ok ? inner.value.content : assert.fail()
  })
  assert.deepEqual(contents, [composed?.content, composed?.content])
})

test('makes of a batch of one an ordinary signature over context, one, and the leaf hash', () => {
  const [signed] = signBatch({ from: 'core', key, drafts: makeDrafts(1) })
  const envelope = readEnvelope(signed?.bytes ?? assert.fail())
  assert.ok(envelope.ok)
  const bytes = Buffer.concat([
    utf8.encode('madoguchi/batch/1\n'),
    hex.decode('0000000000000001'),
    hashLeaf(envelope.value.content),
  ])
  assert.ok(verify(null, bytes, createPublicKey(key.privateKey), envelope.value.signature))
})

test('puts the number of messages under the signature, so that no tree passes for one of another size', () => {
  const root = sha256()
  assert.notDeepEqual(encodeSignedRoot(1, root), encodeSignedRoot(2, root))
  assert.equal(encodeSignedRoot(1, root).length, 18 + 8 + 32)
})

test('leaves out of the body what is undefined, and has an empty payload where none is given', () => {
  const body = { exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA', linkCode: 'x', askDigest: 'y', mandate: undefined }
  const draft = { name: 'whom', to: 'core', body, notAfter } as Draft
  const [signed] = signBatch({ from: 'portal', key: sampleKey('portal'), drafts: [draft] })
  const content = readContent(signed?.content ?? assert.fail())
  assert.ok(content.ok)
  assert.equal(utf8.decode(content.value.body).includes('mandate'), false)
  assert.equal(content.value.payload.length, 0)
})

test('takes its ids from the randomness that is passed in', () => {
  const random = { bytes: (length: number) => new Uint8Array(length) }
  assert.equal(signBatch({ from: 'core', key, drafts: makeDrafts(1), random })[0]?.id, 'msg_AAAAAAAAAAAAAAAAAAAAAA')
})

test('signs nothing for no message', () => {
  assert.deepEqual(signBatch({ from: 'core', key, drafts: [] }), [])
})

test('will not sign what every receiver would refuse by its size', () => {
  const body = { exchange: 'exc_AAAAAAAAAAAAAAAAAAAAAA', askDigest: 'A'.repeat(43) }
  const sign = (payload: Uint8Array) =>
    signBatch({
      from: 'mihon-shi',
      key: sampleKey('mihon-shi'),
      drafts: [{ name: 'datum', to: 'portal', body, payload, notAfter }],
    })
  assert.equal(sign(new Uint8Array(limits.datumSizeBytesMax)).length, 1)
  assert.throws(() => sign(new Uint8Array(limits.datumSizeBytesMax + 1)), { code: 'MESSAGE_TOO_LARGE' })
})
