import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { before, describe, it } from 'node:test'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { concat, ok, utf8 } from '@madoguchi/kit'
import { makePackedPdf, plainPdf, replaceOnce, runTool } from './pdf.fixture.ts'
import type { Signer } from './signer.fixture.ts'
import { at, makeSigner, signPdf } from './signer.fixture.ts'
import { verifySignedPdf } from './verify-signed-pdf.ts'

const has = (tool: string, flag = '--version') => spawnSync(tool, [flag]).error === undefined
const isThere = has('qpdf') && has('pdfsig', '-v') && has('openssl', 'version')
const options = isThere ? {} : { skip: 'qpdf, poppler-utils (pdfsig) or openssl is not installed' }

/** Documents as other programs write them. */
async function makeDocuments(): Promise<readonly (readonly [string, Bytes])[]> {
  await using renderer = openPdfRenderer()
  const own = await renderer.renderPdf({
    title: '所得と住民税',
    issuer: 'みほん市',
    operator: 'みほん窓口ポータル運営機構',
    requestedAt: at,
    asOf: '2026-11-20',
    referenceNumber: 'inq_8Jx0aQzN4bWk2mVtR7sYpL',
    sections: [{ heading: '収入', rows: [{ label: '給与収入額', text: '4,321,000円' }] }],
    notes: [],
  })
  const qpdf = (...args: string[]) => runTool('qpdf', [...args, 'in.pdf', 'out'], { 'in.pdf': own }).written
  const made: [string, Bytes | undefined][] = [
    ['by hand', plainPdf],
    ['by pdf-lib', await makePackedPdf()],
    ['our own', own],
    ['with object streams', qpdf('--object-streams=generate')],
    ['with a table', qpdf('--object-streams=disable')],
    ['linearized', qpdf('--linearize')],
    ['linearized, with object streams', qpdf('--linearize', '--object-streams=generate')],
  ]
  return made.map(([name, pdf]) => [name, pdf ?? assert.fail(`${name}: not made`)] as const)
}

describe('other programs about our signatures', options, () => {
  let hanako: Signer
  let documents: readonly (readonly [string, Bytes])[]
  before(async () => {
    hanako = await makeSigner()
    documents = await makeDocuments()
  })

  it('pdfsig calls one and two of them valid, and a changed document not', () => {
    for (const [name, pdf] of documents) {
      const once = signPdf(pdf, hanako)
      const ask = (signed: Bytes) => runTool('pdfsig', ['-nocert', 'in.pdf'], { 'in.pdf': signed }).output
      const first = ask(once)
      assert.match(first, /Signature is Valid/, name)
      assert.match(first, /ETSI\.CAdES\.detached/, name)
      assert.match(first, /Total document signed/, name)
      const second = ask(signPdf(once, hanako))
      assert.equal(second.match(/Signature is Valid/g)?.length, 2, name)
      const version = Buffer.from(pdf.subarray(0, 8)).toString('latin1')
      assert.doesNotMatch(ask(replaceOnce(once, version, '%PDF-1.6')), /Signature is Valid/, name)
    }
  })

  it('qpdf finds nothing wrong with the structure', () => {
    for (const [name, pdf] of documents) {
      const { status, output } = runTool('qpdf', ['--check', 'in.pdf'], { 'in.pdf': signPdf(pdf, hanako) })
      assert.equal(status, 0, `${name}: ${output}`)
    }
  })

  it('we call them good ourselves', async () => {
    for (const [name, pdf] of documents) {
      const verified = await verifySignedPdf(signPdf(signPdf(pdf, hanako), hanako), {
        anchors: [hanako.anchor],
        at,
        checkRevocation: async () => ok(),
      })
      assert.deepEqual(verified.ok && verified.value.map(({ isGood }) => isGood), [true, true], name)
    }
  })

  it('openssl verifies the CMS over the byte range, with the attributes of CAdES, and not over other bytes', () => {
    const { content, cms } = split(signPdf(plainPdf, hanako))
    const ca = utf8.encode(
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(hanako.ca.certificate.der).toString('base64')}\n-----END CERTIFICATE-----\n`,
    )
    const args = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', 'cms', '-content', 'content']
    const ask = (bytes: Bytes) =>
      runTool(
        'openssl',
        [...args, '-CAfile', 'ca', '-purpose', 'any', '-attime', `${at.getTime() / 1000}`, '-out', 'out'],
        {
          cms,
          content: bytes,
          ca,
        },
      )
    const good = ask(content)
    assert.equal(good.status, 0, good.output)
    assert.match(good.output, /CAdES Verification successful|Verification successful/)
    const changed = content.slice()
    changed[20] = (changed[20] ?? 0) ^ 1
    assert.notEqual(ask(changed).status, 0)
  })
})

function split(signed: Bytes): { content: Bytes; cms: Bytes } {
  const text = Buffer.from(signed).toString('latin1')
  const [, first = 0, second = 0, length = 0] = /\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/.exec(text)?.map(Number) ?? []
  const hex = text.slice(first + 1, second - 1)
  return {
    content: concat(signed.subarray(0, first), signed.subarray(second, second + length)),
    cms: new Uint8Array(Buffer.from(hex, 'hex')),
  }
}
