import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Answers, Field, Procedure, Value } from '@madoguchi/forms'
import { accountKinds, fromPlain, relationshipOptions } from '@madoguchi/forms'
import fc from 'fast-check'
import { loadProcedures, readTemplate } from '../load-procedures.ts'
import { hasPoppler, order, readPdfText, runPoppler } from '../walks.fixture.ts'
import { makeBlankForm, makeForm } from './make-form.ts'

const withPoppler = hasPoppler ? {} : { skip: 'poppler (pdftotext, pdfinfo) is not installed' }
const procedures = loadProcedures()
// A form of two hundred letters in each box takes its time on a busy machine.
const renderer = openPdfRenderer({ timeoutMs: 120_000 })
after(() => renderer[Symbol.asyncDispose]())
const today = '2026-11-22'

/** Everything is answered, whatever it is: texts are long, hostile or from far corners of Unicode. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom(
    '',
    '#panic()',
    '*b*',
    '$x$',
    '=h',
    '<l>',
    '@r',
    '\\u{41}',
    '`c`',
    '//c',
    '[',
    ']',
    '"',
    '髙'.repeat(200),
  ),
  fc.nat(400).map((length) => 'W'.repeat(length)),
)
const day = fc.constantFrom('2026-11-22', '1931-00-00', '1931-04-00', '1868-10-23', '1989-01-08', 'x', '')

function arbitrary(field: Field): fc.Arbitrary<Value> {
  switch (field.kind) {
    case 'date':
      return day
    case 'choice':
      return pick(field.options.map(({ id }) => id))
    case 'relationship':
      return pick(relationshipOptions(field).map(({ id }) => id))
    case 'choices':
      return fc.record({ choices: fc.subarray(field.options.map(({ id }) => id)), words: text })
    case 'yes-no':
      return fc.boolean()
    case 'money':
    case 'number':
      return fc.oneof(fc.integer(), fc.double())
    case 'account': {
      const accountKind = fc.constantFrom(...(Object.keys(accountKinds) as (keyof typeof accountKinds)[]))
      const short = fc.string({ maxLength: 12 })
      return fc.record({
        bankName: text,
        bankCode: short,
        branchName: text,
        branchCode: short,
        accountKind,
        number: short,
        holderKana: text,
      })
    }
    case 'file':
      return fc.record({ files: fc.array(text, { maxLength: 30 }) })
    case 'consent':
      return fc.boolean()
    default:
      return text
  }
}

function pick(ids: readonly string[]): fc.Arbitrary<Value> {
  return fc.record({ choice: fc.constantFrom(...ids, 'no-such-option'), words: text })
}

function arbitraryAnswers(procedure: Procedure): fc.Arbitrary<Answers> {
  const ofFields = (fields: readonly Field[]) =>
    fc.record(Object.fromEntries(fields.map((field) => [field.id, arbitrary(field)])), { requiredKeys: [] })
  const entries = procedure.pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const groups = procedure.pages.flatMap((page) => (page.kind === 'group' ? [page.group] : []))
  const items = Object.fromEntries(groups.map(({ id, fields }) => [id, fc.array(ofFields(fields), { maxLength: 8 })]))
  return fc
    .tuple(ofFields(entries), fc.record(items))
    .map(([fields, lists]) => fromPlain({ ...fields, ...lists } as never, { from: 'typed', at: '' }))
}

/** Nothing stands outside of the margins, and nothing but the foot itself at the foot of a sheet. */
function assertOnPaper(pdf: Uint8Array): void {
  const pages = runPoppler('pdftotext', ['-bbox', '-', '-'], pdf).split('<page ').slice(1)
  const feet = pages.map((page, at) => {
    const words = [
      ...page.matchAll(/<word xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)">([^<]*)/g),
    ]
    for (const [, left, top, right, bottom, word = ''] of words) {
      const place = `page ${at + 1}, ${top} points from the top: lay “${word.slice(0, 30)}” with fit(…)`
      // A millimetre for what a glyph's own box has beside it.
      assert.ok(Number(left) >= 40 && Number(right) <= 558, `a word from ${left} to ${right}, ${place}`)
      assert.ok(Number(bottom) <= 842, `a word at ${bottom}, ${place}`)
    }
    return words.filter(([, , , , bottom]) => Number(bottom) > 792).length
  })
  assert.equal(new Set(feet).size, 1, `words at the feet: ${feet.join(' ')}`)
}

/** What has no place to break: letters of any script, an address of the web, marks that stay together. */
const longRuns = [
  'W'.repeat(200),
  `https://example.jp/${'abcdefghijkMW-_/?=&'.repeat(9)}`,
  '…'.repeat(200),
  'Ж'.repeat(200),
]

/** Every text is such a run; what else there is stays unanswered. */
function answerInRuns(procedure: Procedure): Answers {
  let at = 0
  const ofFields = (fields: readonly Field[]) =>
    Object.fromEntries(
      fields.flatMap(({ id, kind }) =>
        /^(text|address|name|kana)$/.test(kind) ? [[id, longRuns[at++ % longRuns.length]]] : [],
      ),
    )
  const entries = procedure.pages.flatMap((page) => (page.kind === 'fields' ? page.fields : []))
  const groups = procedure.pages.flatMap((page) => (page.kind === 'group' ? [page.group] : []))
  const items = groups.map(({ id, fields }) => [id, [ofFields(fields), ofFields(fields)]])
  return fromPlain({ ...ofFields(entries), ...Object.fromEntries(items) } as never, { from: 'typed', at: '' })
}

/** Points from the left at which the frame of every form ends. */
const frameEnd = 550.5

for (const procedure of procedures) {
  const template = readTemplate(procedure)
  describe(procedure.title, () => {
    it('prints whatever was answered, and nothing leaves the paper', async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryAnswers(procedure), async (answers) => {
          const pdf = await renderer.renderForm(makeForm({ procedure, answers, today }, { ...order, template }))
          assert.equal(Buffer.from(pdf.slice(0, 5)).toString(), '%PDF-')
          if (hasPoppler) assertOnPaper(pdf)
        }),
        // Twelve forms of one seed, the same at every run; another seed here is another dozen. Making what fails smaller would take minutes.
        { numRuns: 12, seed: 20261122, endOnFailure: true },
      )
    })

    it('keeps within its frame what was written without a break, and cuts nothing off', withPoppler, async () => {
      const answers = answerInRuns(procedure)
      const pdf = await renderer.renderForm(makeForm({ procedure, answers, today }, { ...order, template }))
      const words = [...runPoppler('pdftotext', ['-bbox', '-', '-'], pdf).matchAll(/xMax="([-0-9.]+)"[^>]*>([^<]*)/g)]
      const beyond = words.filter(([, right]) => Number(right) > frameEnd)
      assert.deepEqual(
        beyond.map(([, right, word]) => `${word} ends at ${right}`),
        [],
      )
      assert.ok(readPdfText(pdf).includes('W'.repeat(200)), 'whole')
    })

    it('is there without answers too, for the pen: tagged, with eras to encircle and boxes', withPoppler, async () => {
      const pdf = await renderer.renderForm(makeBlankForm(procedure, { ...order, template }))
      const printed = readPdfText(pdf)
      assert.match(printed, /^[^○✓]*$/, 'nothing is chosen beforehand')
      assert.ok(printed.includes('みほん市長様'))
      // No dog of today was born in 昭和.
      assert.match(printed, /昭和・平成|平成・令和/, 'eras to encircle')
      assert.match(runPoppler('pdfinfo', ['-'], pdf), /Tagged:\s+yes/)
      const tree = runPoppler('pdfinfo', ['-struct', '-'], pdf)
      for (const role of ['H1', 'H2']) assert.match(tree, new RegExp(`^\\s*${role}\\b`, 'm'))
      for (const paper of procedure.attachments ?? []) assert.ok(printed.includes(paper.title.replace(/\s/g, '')))
    })

    it('has a picture for the preview', async () => {
      const svg = await renderer.renderFormSvg(makeBlankForm(procedure, { ...order, template }))
      assert.match(svg, /^<svg /)
      assert.doesNotMatch(svg, /<script|<foreignObject|href="(?!#)/)
    })
  })
}
