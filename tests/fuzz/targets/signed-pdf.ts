import assert from 'node:assert/strict'
import { hex } from '@madoguchi/kit'
import { budgetMax, openBudget, readSignedPdf } from '@madoguchi/pades'
import {
  countSpent,
  loosenSignature,
  makeHeavyXref,
  makeManyFields,
  makeManySections,
  makePackedPdf,
  makeSharedSignature,
  makeSigner,
  plainPdf,
  signPdf,
} from '@madoguchi/pades/testing'
import { mutatedBytes } from '../mutate.ts'
import { makeTarget } from '../target.ts'

/**
 * No document makes us fall over, and none costs more than its budget, in counted steps. (That a changed one is never good
 * has a test beside the reader, which knows what of it is signed.)
 */
export const signedPdf = makeTarget<string>({
  name: 'signed-pdf',
  shortRuns: 600,
  msMax: 4_000,
  stepsMax: 25_000_000,
  async open() {
    const signer = await makeSigner()
    const twice = signPdf(signPdf(plainPdf, signer), signer)
    const once = signPdf(plainPdf, signer)
    const good = [once, twice, signPdf(await makePackedPdf(), signer), loosenSignature(once)]
    // Small ones: what is built here is kept as a case in hexadecimal.
    const costly = [
      makeHeavyXref({ signatures: 8, inflatedBytes: 200_000, columns: 7 }),
      makeSharedSignature(3_000),
      makeManyFields(500),
      makeManySections(50),
    ]
    const options = { anchors: [signer.anchor], at: new Date('2026-11-20T03:04:05Z') }
    return {
      large: [makeManyFields(5_000), makeManySections(900), makeSharedSignature(20_000)].map((pdf) => hex.encode(pdf)),
      inputs: mutatedBytes([...good, ...costly]),
      check(input) {
        const pdf = hex.decode(input)
        const budget = openBudget()
        const read = readSignedPdf(pdf, options, budget)
        if (!read.ok) assert.match(read.code, /^DOCUMENT_(MALFORMED|ENCRYPTED|TOO_COSTLY)$/)
        if (!read.ok && read.code === 'DOCUMENT_TOO_COSTLY') return
        // What was read to its end cost what its length allows: each byte a few times, whoever asked for it.
        const spent = countSpent(budget)
        const { bytes, values, entries, derBytes, fields } = spent
        assert.ok(bytes + values + entries <= 64 * pdf.length + 10_000, JSON.stringify(spent))
        assert.ok(derBytes <= 64 * pdf.length && fields <= 64 * pdf.length, JSON.stringify(spent))
        for (const [cost, max] of Object.entries(budgetMax)) assert.ok(spent[cost as keyof typeof spent] <= max, cost)
      },
    }
  },
})
