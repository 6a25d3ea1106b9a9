import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTextString } from './text-string.ts'

const read = (text: string) => {
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'))
  return readTextString({ kind: 'string', bytes, isHex: false, at: 0, raw: bytes })
}

test('a name is the same in each way that it may be written, and no other one is', () => {
  assert.equal(read('\xe9'), 'é')
  assert.equal(read('\xe9'), read('\xfe\xff\x00\xe9'))
  assert.equal(read('\xe9'), read('\xef\xbb\xbf\xc3\xa9'))
  const all = Array.from({ length: 256 }, (_, byte) => read(String.fromCharCode(byte)))
  assert.equal(new Set(all).size, 256)
  assert.deepEqual([all[0x18], all[0x80], all[0xa0]], ['˘', '•', '€'])
})
