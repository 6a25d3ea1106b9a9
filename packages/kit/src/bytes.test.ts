import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { base64, base64url, concat, equalBytes, hex, sha256, utf8 } from './bytes.ts'

const anyBytes = fc.uint8Array({ maxLength: 100 })

test('reads back as hexadecimal, base64 and base64url whatever it wrote', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      for (const codec of [hex, base64, base64url]) assert.deepEqual(codec.decode(codec.encode(bytes)), bytes)
    }),
  )
})

test('reads back as UTF-8 whatever well-formed text it wrote', () => {
  // A byte order mark at the beginning is the one thing that a TextDecoder takes away.
  const text = fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed() && !value.startsWith('\ufeff'))
  fc.assert(fc.property(text, (value) => assert.equal(utf8.decode(utf8.encode(value)), value)))
})

test('takes a view of a larger buffer for what it shows and not for what lies around it', () => {
  const view = new Uint8Array([9, 1, 2, 9]).subarray(1, 3)
  assert.equal(hex.encode(view), '0102')
  assert.equal(base64url.encode(view), 'AQI')
  assert.equal(base64.encode(view), 'AQI=')
})

test('has one text for each bytes in base64 and base64url: what it takes, it would have written', () => {
  const texts = fc.stringMatching(/^[A-Za-z0-9+/_=\s-]{0,12}$/)
  fc.assert(
    fc.property(texts, (text) => {
      for (const codec of [base64, base64url]) {
        try {
          assert.equal(codec.encode(codec.decode(text)), text)
        } catch (error) {
          assert.ok(error instanceof RangeError)
        }
      }
    }),
    { numRuns: 1000 },
  )
})

test('refuses base64url with padding, white space, left-over bits, foreign letters or a letter too many', () => {
  for (const text of ['AA==', 'AA\n', ' AA', 'AB', 'AAB', 'A', 'AAAAA', '+A', '/A', 'あ', 'AA.AA'])
    assert.throws(() => base64url.decode(text), RangeError, text)
})

test('refuses base64 without padding, with the url letters or with left-over bits', () => {
  for (const text of ['AA', 'AAA', '_A==', '-A==', 'AB==', 'AAB=', 'AA=', 'AA== ', '===='])
    assert.throws(() => base64.decode(text), RangeError, text)
})

test('knows the vectors of RFC 4648 section 10', () => {
  const vectors = {
    '': '',
    f: 'Zg==',
    fo: 'Zm8=',
    foo: 'Zm9v',
    foob: 'Zm9vYg==',
    fooba: 'Zm9vYmE=',
    foobar: 'Zm9vYmFy',
  }
  for (const [text, encoded] of Object.entries(vectors)) {
    assert.equal(base64.encode(utf8.encode(text)), encoded)
    assert.equal(utf8.decode(base64.decode(encoded)), text)
  }
})

test('reads hexadecimal of either case and with white space, and refuses half bytes and other letters', () => {
  assert.deepEqual(hex.decode('00 FF\nab'), new Uint8Array([0, 255, 171]))
  for (const text of ['0', '0g', '0x00', 'zz', '００']) assert.throws(() => hex.decode(text), RangeError, text)
})

test('refuses bytes that are not UTF-8', () => {
  for (const text of ['c3', 'c328', 'eda080', 'f8', 'c080'])
    assert.throws(() => utf8.decode(hex.decode(text)), TypeError)
})

test('joins bytes in order and keeps no hold of what it joined', () => {
  fc.assert(
    fc.property(fc.array(anyBytes, { maxLength: 6 }), (parts) => {
      assert.equal(hex.encode(concat(...parts)), parts.map(hex.encode).join(''))
    }),
  )
  const part = new Uint8Array([1])
  const joined = concat(part)
  part[0] = 2
  assert.equal(joined[0], 1)
})

test('finds bytes equal exactly when each byte is', () => {
  fc.assert(
    fc.property(anyBytes, anyBytes, (a, b) => {
      assert.equal(equalBytes(a, b), hex.encode(a) === hex.encode(b))
      assert.ok(equalBytes(a, new Uint8Array(a)))
    }),
  )
  assert.ok(equalBytes(new Uint8Array(0), new Uint8Array(0)))
  assert.ok(!equalBytes(new Uint8Array(1), new Uint8Array(2)))
})

test('hashes parts as if they were one, as FIPS 180-4 says', () => {
  assert.equal(
    hex.encode(sha256(utf8.encode('abc'))),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
  fc.assert(fc.property(anyBytes, anyBytes, (a, b) => assert.deepEqual(sha256(a, b), sha256(concat(a, b)))))
})

test('reads ten megabytes of hexadecimal, and refuses as much of anything else, by name', () => {
  const text = 'aB'.repeat(10_000_000)
  assert.equal(hex.decode(text).length, 10_000_000)
  for (const wrong of [`${text}a`, `${text}ag`, `g${text}a`]) assert.throws(() => hex.decode(wrong), /not hexadecimal/)
})
