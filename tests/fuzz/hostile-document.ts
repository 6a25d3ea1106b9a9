import type { AnswerDocument } from '@madoguchi/documents'
import fc from 'fast-check'
import { hostileText } from './mutate.ts'

const row = fc.record(
  {
    label: hostileText(),
    text: hostileText(),
    explanation: hostileText(),
    value: fc.oneof(hostileText(), fc.integer(), fc.boolean(), fc.constant(null)),
  },
  { requiredKeys: ['label', 'text'] },
)
const section = fc.record(
  {
    heading: hostileText().map((text) => `節${text}`),
    note: hostileText(),
    columns: fc.tuple(hostileText(), hostileText()),
    rows: fc.array(row, { maxLength: 4 }),
  },
  { requiredKeys: ['heading', 'rows'] },
)

/** A document whose every text somebody hostile wrote. */
export const hostileDocument: fc.Arbitrary<Omit<AnswerDocument, 'requestedAt'>> = fc.record(
  {
    // Titles and headings are our own words: PDF/UA demands that there are some.
    title: hostileText().map((text) => `書${text}`),
    subtitle: hostileText(),
    holder: hostileText(),
    issuer: hostileText(),
    operator: hostileText(),
    asOf: fc.constantFrom('2026-11-20', '1900-01-01', '2099-12-31'),
    referenceNumber: hostileText(),
    sections: fc.array(section, { maxLength: 3 }),
    notes: fc.array(hostileText(), { maxLength: 2 }),
  },
  { requiredKeys: ['title', 'issuer', 'operator', 'asOf', 'referenceNumber', 'sections', 'notes'] },
)
