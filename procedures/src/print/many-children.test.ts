import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { openPdfRenderer } from '@madoguchi/documents'
import { fromPlain } from '@madoguchi/forms'
import { loadProcedures, readTemplate } from '../load-procedures.ts'
import { hasPoppler, order, readPdfText, runPoppler } from '../walks.fixture.ts'
import { makeForm } from './make-form.ts'

const withPoppler = hasPoppler ? {} : { skip: 'poppler (pdftotext, pdfinfo) is not installed' }
const renderer = openPdfRenderer()
after(() => renderer[Symbol.asyncDispose]())
const procedure = loadProcedures().find(({ id }) => id === 'child-allowance-claim')
assert.ok(procedure)
const template = readTemplate(procedure)

function print(plain: Parameters<typeof fromPlain>[0]) {
  assert.ok(procedure)
  const answers = fromPlain(plain, { from: 'typed', at: '' })
  return renderer.renderForm(makeForm({ procedure, answers, today: '2026-11-22' }, { ...order, template }))
}

test(
  'a home with 120 children gets sheets with all of them, each with the headings of the table',
  withPoppler,
  async () => {
    const children = Array.from({ length: 120 }, (_, at) => ({
      childName: `見本 子${at + 1}番`,
      childKana: 'ミホン コ',
      childBirthDate: '2015-04-01',
      childRelationship: { choice: 'other', words: '施設の子' },
      childLivesTogether: true,
      childIsCaredFor: true,
      childLivelihood: { choice: 'maintained' },
    }))
    const pdf = await print({ children })
    const text = readPdfText(pdf)
    for (let at = 1; at <= 120; at++) assert.ok(text.includes(`見本子${at}番`), `child ${at}`)
    assert.ok(text.includes('120人(5人目からは別紙)'))
    const pages = Number(/Pages:\s+(\d+)/.exec(runPoppler('pdfinfo', ['-'], pdf))?.[1])
    assert.ok(pages >= 5)
    assert.equal(text.split('フリガナ・氏名').length - 1, pages - 1, 'on every sheet but the second')
  },
)

test('names keep their variants, marks and length; what looks like markup is text', withPoppler, async () => {
  const long = '寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処藪ら柑子の藪柑子'
  const names = [
    '辻\u{e0100} 葛\u{e0101}葉',
    '𠮷田 㐂一',
    'か\u3099き\u3099',
    'E\u0301lodie',
    '#panic("x") *太字* $x$',
    long,
  ]
  const pdf = await print({ claimantName: long, children: names.map((childName) => ({ childName })) })
  const text = readPdfText(pdf)
  // The font draws a letter and its mark as one and is read back so.
  const wanted = names.map((name) => name.replace(/\s/g, ''))
  for (const name of wanted) assert.ok(text.includes(name) || text.includes(name.normalize('NFC')), name)
})

test('what was written in several lines stands on the paper in several lines', withPoppler, async () => {
  const disaster = loadProcedures().find(({ id }) => id === 'disaster-victim-certificate')
  assert.ok(disaster)
  const walk = new URL('../../disaster-victim-certificate/walks/flooded-tenant.json', import.meta.url)
  const plain: object = (JSON.parse(readFileSync(walk, 'utf8')) as { answers: object }).answers
  const lines = ['台所の床が抜けた', '居間の畳が流れた', '玄関に泥がたまった']
  const answers = fromPlain({ ...plain, damageText: lines.join('\n') }, { from: 'typed', at: '' })
  const form = makeForm(
    { procedure: disaster, answers, today: '2026-11-22' },
    { ...order, template: readTemplate(disaster) },
  )
  const boxes = runPoppler('pdftotext', ['-bbox', '-', '-'], await renderer.renderForm(form))
  const tops = lines.map((line) => new RegExp(`yMin="([0-9.]+)"[^>]*>${line}<`).exec(boxes)?.[1])
  assert.ok(tops.every((top) => top !== undefined) && new Set(tops).size === lines.length, tops.join(' '))
})

test('the same answers give the same bytes', async () => {
  assert.deepEqual(await print({ claimantName: '見本' }), await print({ claimantName: '見本' }))
})
