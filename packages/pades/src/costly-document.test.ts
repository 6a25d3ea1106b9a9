import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { Bytes } from '@madoguchi/kit'
import { makeHeavyXref, makeLongText, makeManyFields, makeManySections, makeSharedSignature } from './bomb.fixture.ts'
import { countSpent } from './count-spent.fixture.ts'
import { openBudget } from './pdf/budget.ts'
import { budgetMax } from './pdf/limits.ts'
import { makePackedPdf, plainPdf } from './pdf.fixture.ts'
import type { Signer } from './signer.fixture.ts'
import { at, makeSigner, signPdf } from './signer.fixture.ts'
import { readSignedPdf } from './verify-signed-pdf.ts'

const mebi = 1024 * 1024
let hanako: Signer

before(async () => {
  hanako = await makeSigner()
})

function look(pdf: Bytes, budget = openBudget()) {
  const read = readSignedPdf(pdf, { anchors: [hanako.anchor], at }, budget)
  const said = read.ok ? `${read.value.length} reports` : `${read.code} ${read.facts.cost ?? read.facts.reason}`
  return { said, read, spent: countSpent(budget) }
}

describe('a document that asks for more work than it is long', () => {
  it('is looked through once, however many signatures it has', () => {
    const { said, spent } = look(makeHeavyXref({ signatures: 64, inflatedBytes: 8 * mebi }))
    assert.equal(said, '64 reports')
    // Each signature on its own took all of it, 64 times.
    assert.ok(spent.inflatedBytes <= 8 * mebi && spent.undoneBytes <= 8 * mebi, JSON.stringify(spent))
    assert.ok(spent.entries <= 1_000 && spent.values <= 5_000, JSON.stringify(spent))
  })

  it('is given up as soon as it costs more than a document may, and nobody says that it is broken', () => {
    const cases: [Bytes, string][] = [
      [makeHeavyXref({ signatures: 64, inflatedBytes: 62 * mebi }), 'inflatedBytes'],
      [makeHeavyXref({ signatures: 1, inflatedBytes: 30 * mebi, columns: 200 }), 'undoneBytes'],
      [makeSharedSignature(200_000), 'derBytes'],
      [makeManyFields(250_000), 'fields'],
      [makeManySections(1_001), 'sections'],
    ]
    for (const [pdf, cost] of cases) assert.equal(look(pdf).said, `DOCUMENT_TOO_COSTLY ${cost}`)
  })

  it('is not read a byte further than the budget goes', () => {
    const text = makeLongText(1_000_000)
    assert.equal(look(text).said, '0 reports')
    assert.equal(look(text, { ...openBudget(), bytes: 500_000 }).said, 'DOCUMENT_TOO_COSTLY bytes')
    const open = makeLongText(1_000_000, { isOpen: true })
    assert.equal(look(open).said, 'DOCUMENT_MALFORMED ends early')
    assert.equal(look(open, { ...openBudget(), bytes: 500_000 }).said, 'DOCUMENT_TOO_COSTLY bytes')
  })

  it('with as many sections as somebody who saves often makes is still read', () => {
    assert.equal(look(makeManySections(900)).said, '0 reports')
  })
})

describe('a document that people signed one after the other', () => {
  it('costs twice as much with twice the signatures, and a small part of what it may', async () => {
    for (const pdf of [plainPdf, await makePackedPdf()]) {
      const [ten, twenty] = [10, 20].map((count) => {
        let signed = pdf
        for (let i = 0; i < count; i++) signed = signPdf(signed, hanako)
        const { read, spent } = look(signed)
        assert.ok(read.ok && read.value.length === count && read.value.every(({ isGood }) => isGood))
        return spent
      })
      assert(ten !== undefined && twenty !== undefined)
      for (const cost of ['bytes', 'values', 'entries', 'sections', 'inflatedBytes', 'derBytes'] as const)
        assert.ok(twenty[cost] <= 2.5 * ten[cost] + 100, `${cost}: ${ten[cost]}, then ${twenty[cost]}`)
      for (const [cost, spent] of Object.entries(twenty))
        assert.ok(spent <= budgetMax[cost as keyof typeof budgetMax] / 10, `${cost}: ${spent}`)
    }
  })
})
