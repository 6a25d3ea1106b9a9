import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import { verifySignedPdf } from '@madoguchi/pades'
import { makeSigner, signPdf } from '@madoguchi/pades/testing'
import fc from 'fast-check'
import { sampleForm } from '../sample-filing.fixture.ts'
import { attachFiling } from './attach-filing.ts'
import type { FilingForm } from './filing-form.ts'
import { filingFormFile } from './filing-form.ts'
import { readFormData } from './read-form-data.ts'

const renderer = openPdfRenderer()
after(() => renderer[Symbol.asyncDispose]())

const printed = {
  template:
    '#import "/form-kit.typ": *\n#show: official-form\n#form-head()\n#section("請求者", row(cell("氏名", data.name)))',
  data: {
    ...{
      title: '認定請求書',
      addressee: 'みほん市長',
      operator: 'みほん窓口',
      notice: '',
      holder: '',
      name: '髙橋 花子',
    },
    ...{ f: {}, g: {}, blank: {}, texts: {} },
  },
  madeAt: new Date('2026-11-30T09:00:00Z'),
}

function render(form: FilingForm): Promise<Bytes> {
  return renderer.renderForm(attachFiling(printed, form))
}

/** A form whose attached file says something else than a filing of ours. */
async function said(text: string, name = filingFormFile): Promise<string> {
  const attached = { name, mediaType: 'application/json', description: '見本', text }
  const read = readFormData(await renderer.renderForm({ ...printed, attached }))
  return read.ok ? 'read' : read.code
}

test('what was filled in comes back out of the form to the letter, also what no font can draw', async () => {
  const value = '葛\u{e0101}城 \u202e👪 "\\u0000" #import </pdf> \n'
  const answers = { ...sampleForm.answers, fields: { claimantName: { value } } }
  const form = { ...sampleForm, answers, about: 'fil_BBBBBBBBBBBBBBBBBBBBBA' }
  assert.deepEqual(readFormData(await render(form)), { ok: true, value: form })
})

test('a signature over the form covers its data: what is put in their place later is told', async () => {
  const signer = await makeSigner()
  const signed = signPdf(await render(sampleForm), signer)
  const options = { anchors: [signer.anchor], timeStampAnchors: [], at: new Date('2026-11-30T09:00:00Z') }
  assert.deepEqual(readFormData(signed), { ok: true, value: sampleForm })
  const before = await verifySignedPdf(signed, options)
  assert.deepEqual(before.ok && before.value.map(({ integrity, later }) => [integrity.ok, later.kind]), [
    [true, 'nothing'],
  ])

  const other: FilingForm = { ...sampleForm, answers: { fields: {}, groups: {} } }
  const changed = replaceAttached(signed, JSON.stringify(other))
  assert.deepEqual(readFormData(changed), { ok: true, value: other })
  const found = await verifySignedPdf(changed, options)
  assert.ok(found.ok)
  const codes = found.value.map(({ verdict }) => (verdict.kind === 'good' ? 'good' : verdict.code))
  assert.deepEqual(codes, ['SIGNED_DOCUMENT_CHANGED'])
})

test('a form without data has none, and a file of another name is not it', async () => {
  const blank = readFormData(await renderer.renderForm(printed))
  assert.equal(blank.ok ? 'read' : blank.code, 'FORM_DATA_MISSING')
  assert.equal(await said(JSON.stringify(sampleForm), 'other.json'), 'FORM_DATA_MISSING')
  const none = readFormData(utf8.encode('no form'))
  assert.equal(none.ok ? 'read' : none.code, 'DOCUMENT_MALFORMED')
})

test('data of another form are not read, however near they are', async () => {
  const [paper] = sampleForm.attachments
  const wrong: object[] = [
    { format: 'madoguchi-filing/2' },
    { filing: 'fil_short' },
    { what: 'other' },
    { signedBy: 'nobody' },
    { madeAt: '2026-11-30' },
    { agency: 'Mihon Shi' },
    { procedure: { id: '../x', version: '2026-11-30' } },
    { procedure: { id: 'x', version: '2026-02-30' } },
    { answers: { fields: [], groups: {} } },
    { answers: { fields: { 'a b': 1 }, groups: {} } },
    { attachments: [{ ...paper, name: 'a\u202eb.jpg' }] },
    { attachments: [{ ...paper, sizeBytes: 0 }] },
    { attachments: [{ ...paper, mediaType: 'text/html' }] },
    { attachments: Array(21).fill(paper) },
    { more: 1 },
  ]
  for (const changes of wrong)
    assert.equal(
      await said(JSON.stringify({ ...sampleForm, ...changes })),
      'FORM_DATA_MALFORMED',
      JSON.stringify(changes),
    )
  const json = JSON.stringify(sampleForm)
  const twice = json.replace('{', '{"what":"withdrawal",')
  for (const text of ['null', '[]', json.slice(1), `${json} `, twice, JSON.stringify(sampleForm, undefined, 1)])
    assert.equal(await said(text), 'FORM_DATA_MALFORMED', text.slice(0, 40))
  assert.equal(await said(json.replace('itm_', `itm_${'x'.repeat(1024 * 1024)}`)), 'FORM_DATA_MALFORMED')
})

test('the pages of the form stay as they are, and what is attached adds one sheet behind them', async () => {
  const alone = await renderer.renderFormSvg(printed)
  const sent = await renderer.renderFormSvg(attachFiling(printed, sampleForm))
  const size = (svg: string) => Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)?.[1])
  assert.equal(Math.round(size(sent) / size(alone)), 2)
})

test('nothing that anybody wrote makes the reader throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => assert.equal(readFormData(bytes).ok, false)))
})

/** Adds an update behind a signed document that gives the attached file another content. */
function replaceAttached(pdf: Bytes, text: string): Bytes {
  const old = Buffer.from(pdf).toString('latin1')
  const number = /(\d+) 0 obj\n<<(?:(?!endobj)[\s\S])*?\/Type \/EmbeddedFile/.exec(old)?.[1] ?? assert.fail('no file')
  const root = /\/Root (\d+ 0 R)/.exec(old)?.[1]
  const prev = old
    .match(/startxref\s+(\d+)/g)
    ?.at(-1)
    ?.match(/\d+/)?.[0]
  const size = old
    .match(/\/Size (\d+)/g)
    ?.at(-1)
    ?.match(/\d+/)?.[0]
  const content = Buffer.from(text).toString('latin1')
  const object = `${number} 0 obj\n<</Type/EmbeddedFile/Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`
  const offset = `${old.length + 1}`.padStart(10, '0')
  const table = `xref\n${number} 1\n${offset} 00000 n \ntrailer\n<</Size ${size}/Root ${root}/Prev ${prev}>>\n`
  const end = `startxref\n${old.length + 1 + object.length}\n%%EOF\n`
  return new Uint8Array(Buffer.from(`${old}\n${object}${table}${end}`, 'latin1'))
}
