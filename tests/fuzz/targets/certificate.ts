import assert from 'node:assert/strict'
import { base64, hex } from '@madoguchi/kit'
import type { Requirements } from '@madoguchi/pki'
import { checkPath, parseCertificate, pinAnchor } from '@madoguchi/pki'
import { mutatedBytes } from '../mutate.ts'
import { makeTarget } from '../target.ts'
import { readVector } from '../vectors.ts'

type PathCase = {
  readonly verdict: { readonly ok: boolean }
  readonly at: string
  readonly requirements: Requirements
  readonly leaf: string
  readonly anchors: readonly string[]
}

/** A changed certificate is never believed, and no bytes make the reader throw. */
export const certificate = makeTarget<string>({
  name: 'certificate',
  shortRuns: 1500,
  msMax: 500,
  stepsMax: 150_000,
  async open() {
    const { cases } = await readVector<{ cases: readonly PathCase[] }>('pki/paths.json')
    const leaves = new Set(cases.map(({ leaf }) => leaf))
    const good = cases.find(({ verdict }) => verdict.ok) ?? assert.fail('a vector that is good')
    const anchors = good.anchors.map((text) => {
      const parsed = parseCertificate(base64.decode(text))
      const anchor = parsed.ok ? pinAnchor('vector', parsed.value) : parsed
      return anchor.ok ? anchor.value : assert.fail('the anchor of a vector')
    })
    return {
      large: [`30821ffc${'0500'.repeat(4094)}`, '3080'.repeat(4096), `30821ffc${'3000'.repeat(4094)}`],
      inputs: mutatedBytes([...leaves].map((leaf) => base64.decode(leaf))),
      check(input) {
        const der = hex.decode(input)
        const parsed = parseCertificate(der)
        if (!parsed.ok) return assert.equal(parsed.code, 'CERT_MALFORMED')
        assert.deepEqual(parsed.value.der, der)
        const { requirements, at } = good
        const path = checkPath({
          leaf: parsed.value,
          intermediates: [parsed.value],
          anchors,
          at: new Date(at),
          requirements,
        })
        if (path.ok) assert.ok(leaves.has(base64.encode(der)), 'a certificate that nobody issued was believed')
      },
    }
  },
})
