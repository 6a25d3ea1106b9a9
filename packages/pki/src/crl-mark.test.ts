import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { day, makeWorld } from './chains.fixture.ts'
import { parseCrl } from './crl.ts'
import type { CrlMark } from './crl-mark.ts'
import { checkCrlOrder, markCrl } from './crl-mark.ts'
import { encodeElement, encodeSequence } from './encode-der.ts'
import { readOwn } from './issue/ca.ts'
import { makeList } from './list.fixture.ts'
import { extensionOid } from './oids.ts'

const newest: CrlMark = { issuerHex: 'aa', scopeHex: '', number: 7n, thisUpdate: day('2027-06-02') }

function stepOf(change: Partial<CrlMark>, known: Partial<CrlMark> = {}): unknown {
  const verdict = checkCrlOrder({ ...newest, ...change }, { ...newest, ...known })
  return verdict.ok ? 'ok' : verdict.facts.step
}

test('a list comes after itself and after an older one, and never after a newer one', () => {
  assert.equal(stepOf({}), 'ok')
  assert.equal(stepOf({ number: 8n, thisUpdate: day('2027-06-03') }), 'ok')
  assert.equal(stepOf({ number: 6n, thisUpdate: day('2027-06-01') }), '5.1.2.4')
  assert.equal(stepOf({ number: 8n, thisUpdate: day('2027-06-01') }), '5.1.2.4')
  assert.equal(stepOf({ number: 6n, thisUpdate: day('2027-06-03') }), '5.2.3')
  assert.equal(stepOf({ number: 6n }), '5.2.3')
})

test('lists without a number go by their time alone, and so do lists of two scopes', () => {
  assert.equal(stepOf({ number: undefined }), 'ok')
  assert.equal(stepOf({ number: 1n }, { number: undefined }), 'ok')
  assert.equal(stepOf({ number: 1n, scopeHex: 'bb' }), 'ok')
  assert.equal(stepOf({ number: 9n, scopeHex: 'bb', thisUpdate: day('2027-06-01') }), '5.1.2.4')
})

test('the mark of a list is of its issuer’s key and of what it speaks for', async () => {
  const { root, other, makeAnchor } = await makeWorld()
  const scope = encodeSequence(encodeElement(0x81, Uint8Array.of(0xff)))
  const extensions = [{ id: extensionOid.crlScope, isCritical: true, value: scope }]
  const marks = [
    { by: root, extensions: [] },
    { by: root, extensions },
    { by: other, extensions: [] },
  ].map((options) => {
    const parsed = parseCrl(makeList(options))
    assert(parsed.ok)
    return markCrl({ crl: parsed.value, issuer: readOwn(makeAnchor(options.by)) })
  })
  assert.deepEqual(
    marks.map(({ number, thisUpdate }) => [number, thisUpdate]),
    Array.from({ length: 3 }, () => [7n, day('2027-05-31')]),
  )
  assert.equal(new Set(marks.map(({ issuerHex }) => issuerHex)).size, 2)
  assert.equal(marks[0]?.scopeHex, '')
  assert.equal(hex.decode(marks[1]?.scopeHex ?? '').length, 32)
})
