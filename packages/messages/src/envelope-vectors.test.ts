import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { base64url, hex, utf8 } from '@madoguchi/kit'
import { buildTree, hashLeaf } from '@madoguchi/ledger'
import type { Content } from './envelope.ts'
import { encodeContent, encodeEnvelope, readContent, readEnvelope } from './envelope.ts'
import { publicBytesOf } from './keys.ts'
import { makeKeyOfSeed, openSampleNetwork, sampleDocument } from './sample-network.fixture.ts'
import { encodeSignedRoot } from './sign.ts'
import { makeVerifier } from './verify.ts'

type Fields = Omit<Content, 'body' | 'payload'> & { body: string; payload: string }
type Batch = {
  comment: string
  contents: Fields[]
  contentHex: string[]
  root: string
  signedBytes: string
  signature: string
  envelopes: string[]
}
type Vectors = {
  at: string
  sender: { id: string; kind: 'core'; seed: string; publicKey: string; keyId: string }
  batches: Batch[]
  refused: { comment: string; code: string; hex: string }[]
}

const vectors = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/envelopes.json', import.meta.url), 'utf8'),
) as Vectors
const key = makeKeyOfSeed(hex.decode(vectors.sender.seed))
const publicBytes = publicBytesOf(key.privateKey)

function openVerifier() {
  const { id, kind } = vectors.sender
  const validity = { validFrom: '2026-11-01T00:00:00.000Z', validUntil: '2027-11-01T00:00:00.000Z' }
  const keys = [{ publicKey: base64url.encode(publicBytes), ...validity }]
  const parties = [{ id, kind, kinds: [], keys, provides: [] }]
  return makeVerifier(openSampleNetwork(sampleDocument({ parties })).directory)
}

test('derives the sender’s key and key id from the seed of the vectors', () => {
  assert.equal(hex.encode(publicBytes), vectors.sender.publicKey)
  assert.equal(key.keyId, vectors.sender.keyId)
})

test('builds every batch of the vectors again, byte by byte', () => {
  for (const batch of vectors.batches) {
    const contents = batch.contents.map((fields) =>
      encodeContent({ ...fields, body: utf8.encode(fields.body), payload: hex.decode(fields.payload) }),
    )
    assert.deepEqual(contents.map(hex.encode), batch.contentHex)
    const tree = buildTree(contents.map(hashLeaf))
    assert.equal(hex.encode(tree.root), batch.root)
    assert.equal(hex.encode(encodeSignedRoot(tree.size, tree.root)), batch.signedBytes)
    const signature = new Uint8Array(sign(null, hex.decode(batch.signedBytes), key.privateKey))
    assert.equal(hex.encode(signature), batch.signature)
    const common = { keyId: key.keyId, signature, size: tree.size, enclosures: [] }
    const envelopes = contents.map((content, index) =>
      encodeEnvelope({ ...common, content, index, path: tree.path(index) }),
    )
    assert.deepEqual(envelopes.map(hex.encode), batch.envelopes)
  }
})

test('takes every envelope of the batches and reads what was written', () => {
  const verifier = openVerifier()
  for (const batch of vectors.batches) {
    for (const [i, text] of batch.envelopes.entries()) {
      const verdict = verifier.verify(hex.decode(text), new Date(vectors.at))
      assert.ok(verdict.ok, batch.comment)
      const { name, id, from, to, notAfter, body, payload } = verdict.value
      const read = { name, id, from, to, notAfter, body: JSON.stringify(body), payload: hex.encode(payload) }
      assert.deepEqual(read, batch.contents[i])
    }
  }
})

test('refuses every other envelope of the vectors for the reason given', () => {
  for (const { comment, code, hex: text } of vectors.refused) {
    const verdict = openVerifier().verify(hex.decode(text), new Date(vectors.at))
    assert.equal(verdict.ok ? 'accepted' : verdict.code, code, comment)
  }
})

test('has one encoding for one meaning: what is read and written again is what came', () => {
  for (const text of vectors.batches.flatMap(({ envelopes }) => envelopes)) {
    const envelope = readEnvelope(hex.decode(text))
    assert.ok(envelope.ok)
    assert.equal(hex.encode(encodeEnvelope(envelope.value)), text)
    const content = readContent(envelope.value.content)
    assert.ok(content.ok)
    assert.equal(hex.encode(encodeContent(content.value)), hex.encode(envelope.value.content))
  }
})
