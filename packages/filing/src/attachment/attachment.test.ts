import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { filingLimits } from '../limits.ts'
import { toAttachmentName } from './attachment-name.ts'
import { findMediaType, mediaTypeHeadBytes, mediaTypes } from './media-type.ts'

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const photo = { mediaType: 'image/jpeg', number: 3 } as const

test('a file is what its first bytes say, whatever it is called', () => {
  assert.equal(findMediaType(latin1('%PDF-1.7\n')), 'application/pdf')
  assert.equal(findMediaType(latin1('\xff\xd8\xff\xe0\0\x10JFIF')), 'image/jpeg')
  assert.equal(findMediaType(latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')), 'image/png')
  for (const brand of ['heic', 'heix', 'mif1'])
    assert.equal(findMediaType(latin1(`\0\0\0\x18ftyp${brand}\0\0\0\0`)), 'image/heic')
})

test('what runs, unpacks or is a film is taken from nobody, whatever comes before or behind it', () => {
  const refused = [
    '',
    'MZ\x90',
    '\x7fELF',
    'PK\x03\x04',
    '<svg xmlns="',
    '<!doctype html>',
    'GIF89a',
    '%!PS-Adobe',
    ' %PDF-',
  ]
  const films = ['\0\0\0\x18ftypmp42', '\0\0\0\x18ftypisom', '\0\0\0\x18ftypheic'.slice(1)]
  for (const head of [...refused, ...films, '\xff\xd8', '\x89PNG\r\n'])
    assert.equal(findMediaType(latin1(head)), undefined)
})

test('no bytes are more than one thing, and none are looked at beyond the head', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(findMediaType(bytes), findMediaType(bytes.subarray(0, mediaTypeHeadBytes)))
    }),
  )
})

test('a name that a citizen gave stays, in its own letters', () => {
  assert.equal(toAttachmentName('母子手帳の写し 1.jpg', photo), '母子手帳の写し 1.jpg')
  assert.equal(toAttachmentName('IMG_0001.JPEG', photo), 'IMG_0001.jpeg')
  assert.equal(toAttachmentName('辻\u{e0100}さん.jpg', photo), '辻\u{e0100}さん.jpg')
})

test('a name leads into no folder, hides nothing, turns no line round and ends as what the file is', () => {
  const names: [string, string][] = [
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\hanako\\写真.jpg', '写真.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['a\u0000b\u001b[2J\n.jpg', 'ab[2J.jpg'],
    ['gpj.\u202eexe', 'gpj.exe.jpg'],
    ['a\u200b\u2066.jpg', 'a.jpg'],
    ['photo.exe', 'photo.exe.jpg'],
    ['a<b>:"|?*.jpg', 'a_b______.jpg'],
    ['con.jpg', '添付3.jpg'],
    ['LPT1', '添付3.jpg'],
    ['', '添付3.jpg'],
    ['..', '添付3.jpg'],
    ['/', '添付3.jpg'],
    [' . . .jpg', '添付3.jpg'],
    ['a\ud800.jpg', 'a\ufffd.jpg'],
  ]
  for (const [given, kept] of names) assert.equal(toAttachmentName(given, photo), kept, JSON.stringify(given))
})

test('a long name is cut between two characters, and keeps its ending', () => {
  const family = '👨‍👩‍👧'
  const kept = toAttachmentName(`${'あ'.repeat(500)}.png`, { mediaType: 'image/png', number: 1 })
  assert.equal(kept, `${'あ'.repeat(96)}.png`)
  assert.ok(toAttachmentName(`${family.repeat(100)}.jpg`, photo).length <= filingLimits.attachmentNameMax)
})

test('any name becomes one that any system can save, and stays what it became', () => {
  const given = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 }))
  fc.assert(
    fc.property(given, fc.constantFrom(...mediaTypes), fc.integer({ min: 1, max: 20 }), (text, mediaType, number) => {
      const name = toAttachmentName(text, { mediaType, number })
      assert.match(name, /^[^/\\<>:"|?*\p{Cc}\p{Zl}\p{Zp}]{1,100}$/u)
      assert.match(name, /^[^\s.].*\.(pdf|jpe?g|png|hei[cf])$/u)
      assert.ok(name.isWellFormed() && utf8.encode(name).length <= 4 * filingLimits.attachmentNameMax)
      assert.equal(toAttachmentName(name, { mediaType, number }), name)
    }),
    { numRuns: 500 },
  )
})
