import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deriveReaderKey, openCaseEvent, sealCaseEvent } from '@madoguchi/messages'
import fc from 'fast-check'
import { filingLimits } from '../limits.ts'
import { digestOf, sampleFiling, sampleTaken, takenAt } from '../sample-filing.fixture.ts'
import type { CaseEvent } from './case-event.ts'
import { caseEvent } from './case-event.ts'

const head = {
  format: 'madoguchi-case-event/1',
  filing: sampleFiling,
  at: takenAt,
  by: 'みほん市 子育て支援課',
} as const
const notice = { name: '通知書.pdf', sha256: digestOf(new Uint8Array(0)), base64: '' }
const decision = {
  outcome: 'rejected',
  reason: '所得の要件を満たさないため。',
  review: '3か月以内に…',
  notice,
} as const

const whole: readonly CaseEvent[] = [
  sampleTaken,
  { ...head, number: 0, what: 'opened-not', text: '添付書類が壊れていました。\nもう一度お送りください。' },
  { ...head, number: 1, what: 'in-review' },
  {
    ...{ ...head, number: 2, what: 'correction-asked', until: '2026-12-14' },
    fields: [{ field: 'childName', item: 'itm_AAAAAAAAAAAAAAAAAAAAAA', words: 'お子さんの氏名' }],
  },
  { ...head, number: 3, what: 'request-refused', about: 'fil_BBBBBBBBBBBBBBBBBBBBBA', text: '決定のあとでした。' },
  { ...head, number: 4, what: 'decided', decision },
  { ...head, number: 5, what: 'decision-changed', decision: { outcome: 'granted', review: '3か月以内に…' } },
  { ...head, number: 6, what: 'decision-withdrawn', text: '職権で取り消しました。' },
]

test('each event is read as it was written, on its way to the citizen too', async () => {
  const key = await deriveReaderKey(new Uint8Array(32), sampleFiling)
  for (const event of whole) {
    const place = { filing: sampleFiling, filingDigest: digestOf(new Uint8Array(1)), number: event.number }
    const sealed = await sealCaseEvent({ readerKey: key.publicKey, place, event: caseEvent.parse(event) })
    const opened = await openCaseEvent({ sealed, key, place })
    assert.deepEqual(caseEvent.parse(opened.ok ? opened.value : undefined), event)
  }
})

test('an event that says what it cannot, or lacks what the law wants in it, is none', () => {
  const [taken, , inReview, asked, , decided] = whole
  const wrong: unknown[] = [
    { ...taken, number: 1 },
    { ...taken, receipt: undefined },
    { ...inReview, number: 0 },
    { ...inReview, number: -1 },
    { ...inReview, receipt: sampleTaken.receipt },
    { ...inReview, decision },
    { ...inReview, fields: asked?.fields },
    { ...asked, fields: [] },
    { ...asked, until: '2026-12-32' },
    { ...decided, decision: undefined },
    { ...decided, decision: { ...decision, reason: undefined } },
    { ...decided, decision: { ...decision, review: '' } },
    { ...decided, decision: { ...decision, notice: { ...notice, base64: '***' } } },
    { ...inReview, what: 'lost' },
    { ...inReview, by: 'みほん市\n子育て支援課' },
    { ...inReview, text: 'a\u202eb' },
    { ...inReview, text: 'a\u0000b' },
    { ...inReview, more: 1 },
  ]
  for (const each of wrong) assert.equal(caseEvent.safeParse(each).success, false, JSON.stringify(each))
})

test('a decision with the largest notice has room for its words, and one with more is none', () => {
  const base64 = Buffer.alloc(filingLimits.noticeSizeBytesMax).toString('base64')
  const told = (words: string) => ({
    ...{ ...head, number: 1, what: 'decided', text: words },
    decision: { ...decision, reason: words, review: words, notice: { ...notice, base64 } },
  })
  assert.ok(caseEvent.safeParse(told('理'.repeat(1000))).success)
  assert.equal(caseEvent.safeParse(told('𠮷'.repeat(1000))).success, true)
  const larger = { ...decision, notice: { ...notice, base64: `${base64}AAAA` } }
  assert.equal(caseEvent.safeParse({ ...told('理'), decision: larger }).success, false)
})

test('nothing that anybody wrote makes the reader throw', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void caseEvent.safeParse(value)))
})
