import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { messageErrors } from './errors.ts'
import { limits } from './limits.ts'
import { messages } from './message/index.ts'

const protocol = new URL('../../../protocol/', import.meta.url)
const page = readFileSync(new URL('README.md', protocol), 'utf8')
const unpadded = page.replace(/ {2,}/g, ' ')

test('shows in protocol/README.md the first envelope of the vectors, byte by byte', () => {
  const block = /```hex\n([\s\S]*?)```/.exec(page)?.[1] ?? assert.fail()
  const shown = block.replace(/;.*$/gm, '').replace(/\s+/g, '')
  const vectors = JSON.parse(readFileSync(new URL('vectors/envelopes.json', protocol), 'utf8')) as {
    batches: [{ envelopes: string[] }]
  }
  assert.equal(shown, vectors.batches[0].envelopes[0])
})

test('has a line in protocol/README.md for every message, with who sends it to whom', () => {
  for (const { name, from, to } of Object.values(messages))
    assert.ok(unpadded.includes(`| \`${name}\` | ${from.join(', ')} → ${to.join(', ')} | `), name)
})

test('names in protocol/README.md every code of refusal and every bound', () => {
  for (const code of Object.keys(messageErrors))
    if (code.startsWith('MESSAGE_')) assert.ok(page.includes(`\`${code}\``), code)
  const kiB = (bytes: number) => `${bytes / 1024} KiB`
  const { bodySizeBytesMax, payloadSizeBytesMax, contentSizeBytesMax, envelopeSizeBytesMax, datumSizeBytesMax } = limits
  const sizes = [bodySizeBytesMax, payloadSizeBytesMax, contentSizeBytesMax, envelopeSizeBytesMax, datumSizeBytesMax]
  for (const bound of sizes) assert.ok(page.includes(kiB(bound)), kiB(bound))
})
