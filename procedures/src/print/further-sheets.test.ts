import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openPdfRenderer } from '@madoguchi/documents'
import { loadProcedures, readTemplate } from '../load-procedures.ts'
import { followWalk } from '../walk.ts'
import { hasPoppler, order, readWalks, runPoppler } from '../walks.fixture.ts'
import { makeBlankForm, makeForm } from './make-form.ts'

const withPoppler = hasPoppler ? {} : { skip: 'poppler (pdftotext) is not installed' }
const renderer = openPdfRenderer()
after(() => renderer[Symbol.asyncDispose]())
const procedures = loadProcedures()

function get(id: string) {
  const procedure = procedures.find((each) => each.id === id)
  assert.ok(procedure)
  return { procedure, template: readTemplate(procedure) }
}

test('a daughter applies for her mother: the second sheet has the mother’s name', withPoppler, async () => {
  const { procedure, template } = get('long-term-care-certification')
  const folder = fileURLToPath(new URL('../../long-term-care-certification', import.meta.url))
  const [, walk] = readWalks(folder).find(([name]) => name === 'daughter-for-mother.json') ?? []
  assert.ok(walk)
  const pdf = await renderer.renderForm(makeForm(followWalk(procedure, walk).filling, { ...order, template }))
  const [top = ''] = runPoppler('pdftotext', ['-f', '2', '-l', '2', '-layout', '-', '-'], pdf).split('\n')
  assert.match(top, /要介護認定.*齊藤 ハル$/)
})

test('a birth of 1926 of which nobody knows the era has room for its four digits', withPoppler, async () => {
  const { procedure, template } = get('long-term-care-certification')
  const folder = fileURLToPath(new URL('../../long-term-care-certification', import.meta.url))
  const [, walk] = readWalks(folder).find(([name]) => name === 'daughter-for-mother.json') ?? []
  assert.ok(walk)
  const born = { ...walk, answers: { ...walk.answers, insuredBirthDate: '1926-12-00' } }
  const pdf = await renderer.renderForm(makeForm(followWalk(procedure, born).filling, { ...order, template }))
  // Words that touch are read as one.
  const boxes = runPoppler('pdftotext', ['-bbox', '-', '-'], pdf)
  assert.match(boxes, />西暦<[\s\S]*>1926</)
})

test('on a blank form nothing is chosen or counted, and it is told when a paper is needed', withPoppler, async () => {
  for (const { id } of procedures) {
    const { procedure, template } = get(id)
    const pdf = await renderer.renderForm(makeBlankForm(procedure, { ...order, template }))
    const text = runPoppler('pdftotext', ['-raw', '-', '-'], pdf).replace(/\s+/g, '')
    assert.doesNotMatch(text, /○|✓|undefined|none/, id)
    // Apart from what the paper asks in so many words: 双子 beside 1人.
    const own = JSON.stringify(procedure).match(/[0-9]+人[^"]{0,2}/g) ?? []
    const counted = own.reduce((left, words) => left.replaceAll(words.replace(/\s/g, ''), ''), text)
    assert.doesNotMatch(counted, /[0-9]+人(?!目|以上)/, id)
    for (const { title, whenText } of procedure.attachments ?? []) {
      if (whenText !== undefined)
        assert.ok(text.includes(`${title}（${whenText}）`.replace(/\s/g, '')), `${id} ${title}`)
    }
  }
})
