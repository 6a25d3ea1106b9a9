import assert from 'node:assert/strict'
import { dayMs, hex } from '@madoguchi/kit'
import { checkCrl, parseCrl, pinAnchor } from '@madoguchi/pki'
import { createCa, createCrl, jpkiTestCaName } from '@madoguchi/pki/issue'
import { mutatedBytes } from '../mutate.ts'
import { makeTarget } from '../target.ts'

/** A changed revocation list is never used. */
export const crl = makeTarget<string>({
  name: 'crl',
  shortRuns: 1500,
  msMax: 500,
  stepsMax: 1_500_000,
  async open() {
    const at = Date.UTC(2026, 10, 22)
    const notBefore = new Date(at - dayMs)
    const ca = await createCa({
      name: jpkiTestCaName.authentication,
      serial: 1n,
      notBefore,
      notAfter: new Date(at + 900 * dayMs),
    })
    const anchor = pinAnchor('fuzz', ca.certificate)
    if (!anchor.ok) return assert.fail(anchor.code)
    const lists = await Promise.all(
      [0, 1, 20, 5_000].map((length) =>
        createCrl({
          ca,
          thisUpdate: notBefore,
          nextUpdate: new Date(at + dayMs),
          number: BigInt(length + 1),
          revoked: Array.from({ length }, (_, i) => ({
            serialHex: (i + 0x1000).toString(16),
            at: notBefore,
            reason: 'keyCompromise' as const,
          })),
        }),
      ),
    )
    const known = new Set(lists.map((list) => hex.encode(list)))
    return {
      large: lists.map((list) => hex.encode(list)),
      inputs: mutatedBytes(lists.slice(0, 3)),
      check(input) {
        const parsed = parseCrl(hex.decode(input))
        if (!parsed.ok) return assert.equal(parsed.code, 'CRL_MALFORMED')
        const trusted = checkCrl(parsed.value, anchor.value)
        if (trusted.ok) assert.ok(known.has(input), 'a list that nobody signed was used')
      },
    }
  },
})
