import assert from 'node:assert/strict'
import { hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import { countWiped, listWiped } from '@madoguchi/kit/testing'
import fc from 'fast-check'
import { makeLinkCodes, personIdSizeBytes } from './link-codes.ts'

const codes = makeLinkCodes(sha256(utf8.encode('a key for tests')))
const person = fc.uint8Array({ minLength: personIdSizeBytes, maxLength: personIdSizeBytes })
const party = fc.stringMatching(/^[a-z][a-z0-9-]{1,46}$/)

test('gives a party the same code for a person every time, and opens it again', () => {
  fc.assert(
    fc.property(party, person, (of, id) => {
      const code = codes.encode(of, id)
      assert.match(code, /^1\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
      assert.equal(codes.encode(of, id), code)
      assert.deepEqual(codes.decode(of, code), id)
    }),
  )
})

test('gives every party another code for the same person, which opens at no other', () => {
  fc.assert(
    fc.property(party, party, person, (one, other, id) => {
      fc.pre(one !== other)
      const code = codes.encode(one, id)
      assert.notEqual(codes.encode(other, id), code)
      assert.equal(codes.decode(other, code), undefined)
    }),
  )
})

test('gives two people two codes that have no byte in common by more than chance', () => {
  fc.assert(
    fc.property(person, fc.nat(personIdSizeBytes * 8 - 1), (id, bit) => {
      const neighbour = Uint8Array.from(id)
      neighbour[bit >> 3] = (neighbour[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const [a, b] = [id, neighbour].map((one) => base64url.decode(codes.encode('mihon-shi', one).slice(2)))
      const same = a?.filter((byte, i) => byte === b?.[i]).length ?? 0
      assert.ok(same < 8)
    }),
  )
})

test('opens no code with one bit changed, cut or prolonged', () => {
  fc.assert(
    fc.property(person, fc.nat(32 * 8 - 1), (id, bit) => {
      const sealed = base64url.decode(codes.encode('mihon-shi', id).slice(2))
      const changed = Uint8Array.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      for (const bytes of [changed, sealed.slice(0, 31), Uint8Array.of(...sealed, 0)])
        assert.equal(codes.decode('mihon-shi', `1.${base64url.encode(bytes)}`), undefined)
    }),
  )
})

test('opens nothing else, whatever it is given', () => {
  const good = codes.encode('mihon-shi', new Uint8Array(personIdSizeBytes))
  for (const text of ['', '1', '1.', '.', `2.${good.slice(2)}`, `${good}.`, `01.${good.slice(2)}`, good.slice(2)])
    assert.equal(codes.decode('mihon-shi', text), undefined)
  fc.assert(fc.property(fc.string(), (text) => assert.equal(codes.decode('mihon-shi', text), undefined)))
})

test('opens no code under another master key, and makes none of a key of another size', () => {
  const others = makeLinkCodes(sha256(utf8.encode('another key')))
  assert.equal(others.decode('mihon-shi', codes.encode('mihon-shi', new Uint8Array(16))), undefined)
  assert.throws(() => makeLinkCodes(new Uint8Array(16)), RangeError)
})

test('keeps thousands of pairs of people and parties apart (design 8, 2 and 4)', () => {
  const seen = new Set<string>()
  for (let p = 0; p < 50; p++)
    for (let i = 0; i < 100; i++) seen.add(codes.encode(`agency-${p}`, sha256(Uint8Array.of(i)).slice(0, 16)))
  assert.equal(seen.size, 5000)
})

test('wipes the key of a party once its cipher holds it', async () => {
  const masterKey = sha256(utf8.encode('a key for tests'))
  const info = utf8.encode('madoguchi/1/link-code/1/mihon-shi')
  const key = new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(0), info, 64))
  const encode = () => makeLinkCodes(masterKey).encode('mihon-shi', new Uint8Array(personIdSizeBytes))
  assert.equal(countWiped(await listWiped(encode), key), 1)
})
