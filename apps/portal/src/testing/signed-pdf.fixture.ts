import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { prepareSignature } from '@madoguchi/pades'
import type { TestCard } from './test-trust.fixture.ts'

export const signerAttributes = {
  name: '高橋　花子',
  nameSubstitute: '10000',
  sex: '2',
  birthDate: '419900401',
  address: '架空県見本市一丁目２番３号',
} as const

type Signed = { readonly pdf: Bytes; readonly at: Date; readonly reason?: string }

export function signBy({ certificate, privateKey }: TestCard, { pdf, at, reason = '届出' }: Signed): Bytes {
  const prepared = prepareSignature({ pdf, at, reason })
  assert.ok(prepared.ok)
  const signature = new Uint8Array(sign('sha256', prepared.value.composeSignedAttributes(certificate.der), privateKey))
  return prepared.value.assemble({ certificate: certificate.der, signature })
}

/** The same with a page of another size: an update of the catalog's pages after what was signed, which nobody signed. */
export function changePages(pdf: Bytes): Bytes {
  const before = Buffer.from(pdf).toString('latin1')
  const last = [...before.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1] ?? assert.fail()
  const size = [...before.matchAll(/\/Size (\d+)/g)].at(-1)?.[1] ?? assert.fail()
  const object = '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90>>\nendobj\n'
  const start = pdf.length + 1 + object.length
  const offset = String(pdf.length + 1).padStart(10, '0')
  const xref = `xref\n2 1\n${offset} 00000 n \ntrailer\n<</Size ${size}/Root 1 0 R/Prev ${last}>>\nstartxref\n${start}\n%%EOF\n`
  return new Uint8Array(Buffer.from(`${before}\n${object}${xref}`, 'latin1'))
}
