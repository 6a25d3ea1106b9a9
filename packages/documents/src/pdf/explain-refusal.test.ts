import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openPdfRenderer } from './open-pdf-renderer.ts'

const renderer = openPdfRenderer()
after(() => renderer[Symbol.asyncDispose]())

const data = {
  attachments: [],
  title: '',
  operator: '',
  notice: '',
  holder: '',
  addressee: '',
  f: {},
  g: {},
  blank: {},
  texts: {},
}

async function refusalOf(template: string): Promise<string> {
  const form = { template: `#import "/form-kit.typ": *\n${template}`, data, madeAt: new Date(0) }
  const error: Error = await renderer.renderForm(form).then(
    () => assert.fail('it was drawn'),
    (refusal) => refusal,
  )
  return error.message
}

test('whoever misspells a field in a template reads which, and in which file and line', async () => {
  assert.match(
    await refusalOf('#f.applicantNmae'),
    /: the template:2:\d+: dictionary does not contain key "applicantNmae"$/,
  )
})

test('whoever gives a box of the kit what it does not take reads which box, and nothing of this computer’s folders', async () => {
  const message = await refusalOf('#section("A", row(cell("B", [C], colour: 1)))')
  assert.match(message, /: (form-kit\.typ|the template):\d+:\d+: unexpected argument: colour/)
  for (const template of ['#nothing', '#(', '#section()', '#row()']) {
    assert.doesNotMatch(await refusalOf(template), /templates|__main__|__template__|"path"/)
  }
})

test('whoever forgets the title of a sheet reads what readers by ear need, without the compiler’s own structures', async () => {
  const message = await refusalOf('#set document(title: "A")\n#set text(lang: "ja")\n#section("A", free-row[B])')
  assert.equal(message, 'The compiler refused a document: PDF/UA-1 error: the first heading must be of level 1')
})

test('a sentence in a row without a label may be a field as it is: a consent is ticked', async () => {
  const view = '(kind: "consent", isGiven: true, statement: "見ました")'
  const pdf = await renderer.renderForm({
    template: `#import "/form-kit.typ": *\n#set document(title: "A")\n#set text(lang: "ja")\n#heading(level: 1)[A]\n#section("同意", free-row(${view}))`,
    data,
    madeAt: new Date(0),
  })
  assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-')
})
