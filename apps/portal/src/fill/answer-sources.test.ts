import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Datum, DatumRecord } from '@madoguchi/facts'
import { getAgencyId } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import type { AnswerFill } from '@madoguchi/forms'
import { fillAnswers, fromPlain, listAnswerTypes, listFields } from '@madoguchi/forms'
import { loadProcedures } from '@madoguchi/procedures'
import { offerOf } from './answer-sources.ts'

const today = '2026-11-22'
const unset = { missing: 'unset' as const }
const number: AnswerFill = {
  from: 'answer',
  informationType: 'medical-insurance',
  item: 'symbol+number+branchNumber',
  until: 'validUntil',
}

function makeInsurance(...records: readonly DatumRecord['values'][]): Datum {
  return {
    type: 'medical-insurance',
    layout: '2026-06',
    asOf: '2026-11-20',
    source: getAgencyId('mihon-kenpo'),
    records: records.map((values, at) => ({ key: String(at + 1), values })),
  }
}
const old = { symbol: '1', number: '2', branchNumber: '00', validUntil: '2026-03-31' }
const now = { symbol: '12', number: '345', branchNumber: '01', validUntil: unset }

test('of several insurances the one that is not over fills in, whatever order they come in', () => {
  assert.equal(offerOf(makeInsurance(old, now), number, today), '12-345-01')
  assert.equal(offerOf(makeInsurance(now, old), number, today), '12-345-01')
  assert.equal(offerOf(makeInsurance({ ...now, validUntil: today }), number, today), '12-345-01', 'its last day counts')
})

test('an answer that is over, empty, half empty, or about something else never stands in the way', () => {
  assert.equal(offerOf(makeInsurance(old), number, today), undefined)
  assert.equal(offerOf(makeInsurance(), number, today), undefined)
  assert.equal(offerOf(makeInsurance({}), number, today), undefined)
  assert.equal(offerOf(makeInsurance({ ...now, symbol: unset }), number, today), '345-01')
  assert.equal(offerOf(makeInsurance(now), { ...number, informationType: 'local-tax' }, today), undefined)
  for (const item of ['constructor', '__proto__', 'toString+valueOf'])
    assert.equal(offerOf(makeInsurance(now), { ...number, item }, today), undefined)
})

test('whatever our procedures take from answers, the catalogue has: types, items, codes', () => {
  const fills = loadProcedures()
    .flatMap(({ pages }) => pages.flatMap(listFields))
    .flatMap(({ id, fill }) => (fill?.from === 'answer' ? [{ id, fill }] : []))
  assert.deepEqual(fills.map(({ id }) => id).sort(), ['healthInsurer', 'insuranceNumber', 'insurerName', 'pensionKind'])
  for (const { id, fill } of fills) {
    const { fields } = getSandboxLayout(fill.informationType, today)
    for (const item of [...fill.item.split('+'), ...(fill.until === undefined ? [] : [fill.until])])
      assert.ok(
        fields.some((field) => field.id === item),
        `${id}: ${item}`,
      )
    const codes = fields.flatMap((field) => (field.id === fill.item && field.kind === 'code' ? [field.codes] : []))
    if (fill.options !== undefined) assert.deepEqual(Object.keys(fill.options), Object.keys(codes[0] ?? {}), id)
  }
})

test('a daughter who applies for her mother is not offered her own insurance; whoever applies for themselves is', () => {
  const procedure = loadProcedures().find(({ id }) => id === 'long-term-care-certification') ?? assert.fail()
  const source = { from: 'answer' as const, at: '2026-11-22T06:00:00.000Z' }
  const offer = (fill: Parameters<typeof offerOf>[1]) =>
    offerOf(makeInsurance({ ...now, insurerName: '組合' }), fill, today)
  for (const [role, types, filled] of [
    ['family', [], []],
    ['self', ['medical-insurance'], ['insurerName', 'insuranceNumber']],
  ] as const) {
    const answers = fromPlain({ applicantRole: { choice: role } }, source)
    const filling = { procedure, today, answers }
    assert.deepEqual(listAnswerTypes(filling, 'insurance'), types)
    assert.deepEqual(fillAnswers(filling, { source, offer }).filled, filled)
  }
})
