import assert from 'node:assert/strict'
import type { Bytes } from '@madoguchi/kit'
import { dayMs, hex } from '@madoguchi/kit'
import { checkOcsp, makeCertId, parseOcspResponse, pinAnchor } from '@madoguchi/pki'
import { createCa, createOcspResponse, issueOcspResponder, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { mutatedBytes } from '../mutate.ts'
import { makeTarget } from '../target.ts'

/** A changed answer about a certificate is never used, and no bytes make the reader throw. */
export const ocsp = makeTarget<string>({
  name: 'ocsp',
  shortRuns: 1000,
  msMax: 500,
  stepsMax: 150_000,
  async open() {
    const at = new Date('2026-11-22T06:00:00Z')
    const from = new Date(at.getTime() - dayMs)
    const to = new Date(at.getTime() + dayMs)
    const ca = await createCa({
      name: jpkiTestCaName.authentication,
      serial: 1n,
      notBefore: from,
      notAfter: new Date(at.getTime() + 900 * dayMs),
    })
    const anchor = pinAnchor('fuzz', ca.certificate)
    if (!anchor.ok) return assert.fail(anchor.code)
    const keyPair = await makeRsaKeyPair()
    const responder = await issueOcspResponder({ ca, keyPair, serial: 2n, notBefore: from, notAfter: to })
    const { certificate } = responder
    const times = { producedAt: at, thisUpdate: at, nextUpdate: to }
    const say = (serials: readonly string[]) =>
      createOcspResponse({
        responder,
        statements: serials.map((serialHex) => ({ id: makeCertId(serialHex, anchor.value), status: 'good' as const })),
        ...times,
      })
    const many = Array.from({ length: 15 }, (_, i) => (i + 0x1000).toString(16))
    const answers = [await say([certificate.serialHex]), await say([...many.slice(0, 3), certificate.serialHex])]
    const full = await say([...many, certificate.serialHex])
    const known = new Set([...answers, full].map((der) => signedPartOf(der)))
    return {
      large: [full, new Uint8Array(32_768).fill(0x30)].map((der) => hex.encode(der)),
      inputs: mutatedBytes(answers),
      check(input) {
        const read = parseOcspResponse(hex.decode(input))
        if (!read.ok) return assert.match(read.code, /^OCSP_(MALFORMED|NOT_SUCCESSFUL)$/)
        const checked = checkOcsp({ response: read.value, certificate, issuer: anchor.value, at, ageMaxMs: dayMs })
        if (checked.ok) assert.ok(known.has(signedPartOf(hex.decode(input))), 'an answer that nobody signed was used')
      },
    }
  },
})

function signedPartOf(der: Bytes): string {
  const read = parseOcspResponse(der)
  return read.ok ? hex.encode(read.value.tbsDer) : assert.fail(read.code)
}
