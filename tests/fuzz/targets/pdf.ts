import assert from 'node:assert/strict'
import type { AnswerDocument } from '@madoguchi/documents'
import { openPdfRenderer } from '@madoguchi/documents'
import { hostileDocument } from '../hostile-document.ts'
import { refusedByNameLater } from '../refused-by-name.ts'
import { makeTarget } from '../target.ts'

/** Hostile text is drawn, or refused because there is too much of it. */
export const pdf = makeTarget<Omit<AnswerDocument, 'requestedAt'>>({
  name: 'pdf',
  shortRuns: 12,
  msMax: 20_000,
  stepsMax: 20_000,
  async open() {
    const renderer = openPdfRenderer()
    const rows = Array.from({ length: 200 }, () => ({ label: '<$#>'.repeat(10), text: '見本'.repeat(30) }))
    const head = { title: '見本', issuer: 'みほん市', operator: 'みほん', asOf: '2026-11-20', referenceNumber: '1' }
    return {
      large: [{ ...head, sections: [{ heading: '見本', rows }], notes: [] }],
      inputs: hostileDocument,
      async check(input) {
        const document = { ...input, requestedAt: new Date('2026-11-22T06:00:00Z') }
        const drawn = await refusedByNameLater(() => renderer.renderPdf(document), /^DOCUMENT_TOO_LARGE$/)
        if ('code' in drawn) return
        const bytes = Buffer.from(drawn.value)
        assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-')
        const outline = bytes.toString('latin1').replace(/\nstream\n[\s\S]*?\nendstream/g, '')
        assert.ok(
          !/\/(JavaScript|JS|Launch|OpenAction|EmbeddedFile|URI)\b/.test(outline),
          'the document does something',
        )
      },
      close: () => renderer[Symbol.asyncDispose](),
    }
  },
})
