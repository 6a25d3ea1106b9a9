import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concat } from '@madoguchi/kit'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { plainPdf } from '../pdf.fixture.ts'
import { makeSigner, signPdf } from '../signer.fixture.ts'
import { oid } from './oids.ts'

test('pkijs verifies what we signed, finds the attributes of PAdES B-B and no signing time, and writes it again byte by byte', async () => {
  const hanako = await makeSigner()
  const signed = signPdf(plainPdf, hanako)
  const text = Buffer.from(signed).toString('latin1')
  const [, first = 0, second = 0, length = 0] = /\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/.exec(text)?.map(Number) ?? []
  const { result, offset } = asn1js.fromBER(
    Uint8Array.from(Buffer.from(text.slice(first + 1, second - 1), 'hex')).buffer,
  )
  assert.ok(offset > 0)
  const info = new pkijs.ContentInfo({ schema: result })
  const data = new pkijs.SignedData({ schema: info.content })
  const content = concat(signed.subarray(0, first), signed.subarray(second, second + length))
  assert.equal(await data.verify({ signer: 0, data: Uint8Array.from(content).buffer, checkChain: false }), true)
  const changed = Uint8Array.from(content)
  changed[30] = (changed[30] ?? 0) ^ 1
  assert.equal(await data.verify({ signer: 0, data: changed.buffer, checkChain: false }).catch(() => false), false)
  const types = data.signerInfos[0]?.signedAttrs?.attributes.map(({ type }) => type)
  assert.deepEqual(types?.sort(), [oid.contentType, oid.signingCertificateV2, oid.messageDigest].sort())
  const again = Buffer.from(info.toSchema().toBER()).toString('hex')
  assert.equal(text.slice(first + 1, first + 1 + again.length), again)
})
