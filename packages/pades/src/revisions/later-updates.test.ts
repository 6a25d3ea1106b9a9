import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { LaterChangeCode } from '../errors.ts'
import { laterChangeErrors } from '../errors.ts'
import { PdfError } from '../pdf/errors.ts'
import { openPdf } from '../pdf/open-pdf.ts'
import { findSignatureFields } from '../pdf/signature-fields.ts'
import { makeSigner } from '../signer.fixture.ts'
import { openRevisions } from './judge-later-change.ts'
import type { LaterChange } from './later-change.ts'
import type { Rules } from './notebook.ts'
import { allRules } from './notebook.ts'
import type { LaterUpdate } from './testing/draw-updates.fixture.ts'
import { drawLaterUpdates } from './testing/draw-updates.fixture.ts'

type Judged = { readonly update: LaterUpdate; readonly later: LaterChange | 'no PDF' }

let judged: readonly Judged[]

/** What a checker with these rules says of the last signature of the base file. */
function judge({ base, bytes }: LaterUpdate, rules: Rules = allRules): LaterChange | 'no PDF' {
  const signature = findSignatureFields(openPdf(base.signed)).at(-1)
  assert(signature !== undefined)
  const end = { endBytes: base.signed.length, valueNumber: signature.valueRef.number }
  try {
    return openRevisions(openPdf(bytes), [end], rules)(end)
  } catch (error) {
    if (error instanceof PdfError) return 'no PDF'
    throw error
  }
}

function isGood(later: LaterChange | 'no PDF'): boolean {
  return later !== 'no PDF' && (later.kind === 'nothing' || later.kind === 'additions')
}

before(async () => {
  const signers = [await makeSigner(), await makeSigner()] as const
  judged = drawLaterUpdates(signers, 2_000).map((update) => ({ update, later: judge(update) }))
})

describe('two thousand updates of twenty signed documents', () => {
  it('leave the signature its worth where people did what they may, unless the author or a signer forbade it', () => {
    const honest = judged.filter(({ update }) => update.name.startsWith('honest'))
    const refused = honest.filter(({ update, later }) => !isGood(later) && !mayBeForbidden(update))
    assert.deepEqual(
      refused.map(({ update, later }) => [update.name, update.base.traits, later]),
      [],
    )
    const unnamed = new Set(
      honest.filter(({ later }) => later !== 'no PDF' && later.kind === 'nothing').map(({ update }) => update.name),
    )
    assert.deepEqual(
      [...unnamed].sort(),
      ['line ends', 'nothing', 'numbers freed that nobody had', 'objects repeated as they are'].map(
        (one) => `honest: ${one}`,
      ),
    )
    assert.ok(honest.length > 300)
    assert.ok(
      honest.some(({ later }) => later !== 'no PDF' && later.faults.some(({ code }) => code === 'LATER_FORBIDDEN')),
    )
  })

  it('take it where anything else was changed, added, given another generation, hidden or not named', () => {
    const passed = judged.filter(({ update, later }) => !update.name.startsWith('honest') && isGood(later))
    assert.deepEqual(
      passed.map(({ update, later }) => [update.name, update.base.traits, later]),
      [],
    )
  })

  it('are each caught by a rule of their own: a checker without it lets one of them pass', () => {
    const codes = Object.keys(laterChangeErrors) as LaterChangeCode[]
    const needless = codes.filter((code) => {
      const without = new Set([...allRules].filter((one) => one !== code))
      const alone = judged.filter(
        ({ later }) =>
          later !== 'no PDF' && later.faults.length > 0 && later.faults.every((fault) => fault.code === code),
      )
      return !alone.slice(0, 3).some(({ update }) => isGood(judge(update, without)))
    })
    assert.deepEqual(needless, [])
  })
})

/** What the author certified, a signer locked, or the page draws with, too. */
function mayBeForbidden({ base: { traits } }: LaterUpdate): boolean {
  return traits.certified === 1 || traits.locked !== undefined || traits.isShared === true
}
