import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openPdfRenderer } from '@madoguchi/documents'
import { fromPlain } from '@madoguchi/forms'
import { loadProcedures, readTemplate } from '../load-procedures.ts'
import { hasPoppler, order, readPdfText } from '../walks.fixture.ts'
import { makeBlankForm, makeForm } from './make-form.ts'

const withPoppler = hasPoppler ? {} : { skip: 'poppler (pdftotext) is not installed' }
const renderer = openPdfRenderer()
after(() => renderer[Symbol.asyncDispose]())
const [claim] = loadProcedures().filter(({ id }) => id === 'child-allowance-claim')
assert.ok(claim)
const template = readTemplate(claim)
const ticks = `#import "/form-kit.typ": *
#show: official-form
#form-head()
#let one(id, is, own) = (id: id, label: id, isChosen: is, takesWords: own)
#checks((words: "腰の痛み", options: (one("つわり", true, false), one("別のこと", true, true))))`

test(
  'what somebody says of その他 stands beside that one, and beside no other that they ticked',
  withPoppler,
  async () => {
    const answers = fromPlain({}, { from: 'typed', at: '' })
    const form = makeForm({ procedure: claim, answers, today: '2026-11-22' }, { ...order, template: ticks })
    const text = readPdfText(await renderer.renderForm(form))
    assert.match(text, /別のこと（腰の痛み）/)
    assert.doesNotMatch(text, /つわり（/)
  },
)

test('a blank paper has room for the words of a pen, and for the day of handing in', withPoppler, async () => {
  const text = readPdfText(await renderer.renderForm(makeBlankForm(claim, { ...order, template })))
  assert.match(text, /その他（）/)
  assert.match(text, /提出する日令和年月日/)
})
