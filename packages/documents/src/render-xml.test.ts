import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { renderJson } from './render-json.ts'
import { renderXml } from './render-xml.ts'
import { sampleDocument } from './sample-document.fixture.ts'

/** Enough of an XML reader to see that elements nest and what text they hold. */
function readElements(xml: string): [string, string][] {
  const open: string[] = []
  const found: [string, string][] = []
  const tokens = xml.replace(/^<\?xml[^?]*\?>\n/, '').matchAll(/<(\/?)([a-zA-Z]+)[^<>]*>([^<]*)/g)
  for (const [, slash, name = '', text = ''] of tokens) {
    if (slash) assert.equal(open.pop(), name)
    else {
      open.push(name)
      found.push([name, unescapeXml(text)])
    }
  }
  assert.deepEqual(open, [])
  return found
}

function unescapeXml(text: string): string {
  return text.replaceAll('&#13;', '\r').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

test('any text stands in the XML as it was, and nothing of it becomes markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (title) => {
      const xml = utf8.decode(renderXml({ ...sampleDocument, title }))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML cannot carry.
      const expected = title.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      assert.equal(readElements(xml).find(([name]) => name === 'title')?.[1], expected)
    }),
  )
})

test('characters that XML cannot carry are replaced and counted', () => {
  const xml = utf8.decode(renderXml({ ...sampleDocument, title: 'a\u0000b\u001fc\ud800d\uffffe\u{1f46a}' }))
  assert.match(xml, /replacedCharacters="4"/)
  assert.match(xml, /<title>a\ufffdb\ufffdc\ufffdd\ufffde\u{1f46a}<\/title>/u)
})

test('a missing value leaves its element out, a number stands without commas', () => {
  const names = readElements(utf8.decode(renderXml(sampleDocument)))
  assert.deepEqual(
    names.filter(([name]) => name === 'value').map(([, text]) => text),
    ['4321000', '-120000'],
  )
})

test('the JSON is the document and says which format it has', () => {
  const parsed = JSON.parse(utf8.decode(renderJson(sampleDocument))) as Record<string, unknown>
  const { format, requestedAt, ...rest } = parsed
  const { requestedAt: at, ...document } = sampleDocument
  assert.equal(format, 'madoguchi-answer/1')
  assert.equal(requestedAt, at.toISOString())
  assert.deepEqual(rest, document)
})
