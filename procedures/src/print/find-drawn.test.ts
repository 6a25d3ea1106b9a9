import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openPdfRenderer } from '@madoguchi/documents'
import { loadProcedures, readTemplate } from '../load-procedures.ts'
import { readFolder } from '../read-folder.ts'
import { lookAtPaper } from './find-drawn.ts'

const renderer = openPdfRenderer({ timeoutMs: 120_000 })
after(() => renderer[Symbol.asyncDispose]())
const procedures = loadProcedures()
const head = '#import "/form-kit.typ": *\n#show: official-form\n'

function get(id: string) {
  const procedure = procedures.find((each) => each.id === id)
  assert.ok(procedure)
  return procedure
}

test('what a form names and never draws is found out, however it is named', async () => {
  const template = `${head}#form-head(lead: texts.lead)
#let never() = f.notes.text
#if false [#f.helper.text]
#if f.clinicName.text == "" []
#hide(f.doctorName.text)
#spoken(f.agentName.text)
#let unused = f.motherKana.text
#row(cell("氏名", f.motherName), cell("番号", f.motherNumber), cell("ほか", circles(f.smoking)))
#row(cell("日", date(f.dueOn)), cell("週", f.weeks.text), cell("続柄", chosen(f.agentRelationship)))`
  const { names, leftOut } = await lookAtPaper(get('pregnancy-notification'), template, renderer)
  const wanted = ['agentRelationship', 'dueOn', 'motherName', 'motherNumber', 'smoking', 'texts.lead', 'weeks']
  assert.deepEqual([...names].sort(), wanted)
  assert.equal(leftOut.size, 0)
})

test('what stands on the paper only beside another answer, or only alone, is on it', async () => {
  const template = `${head}
#if f.isSelf.options.at(1).isChosen [#f.agentName.text] else [#f.motherName.text]
#if f.smoking.options.at(2).isChosen [#f.notes.text]
#if f.doctorName.text == "" [#f.clinicName.text] else [#f.doctorName.text]`
  const { names } = await lookAtPaper(get('pregnancy-notification'), template, renderer)
  for (const name of ['agentName', 'motherName', 'notes', 'clinicName']) assert.ok(names.has(name), name)
})

test('a form that has room for three dogs and no other sheet leaves out the fourth', async () => {
  const template = `${head}#for dog in g.dogs [#dog.dogName.text ]
#for dog in g.dogs.slice(0, calc.min(3, g.dogs.len())) [#dog.dogBreed.text ]`
  const { names, leftOut } = await lookAtPaper(get('dog-registration'), template, renderer)
  assert.deepEqual([...names].sort(), ['dogBreed', 'dogName'])
  assert.deepEqual([...leftOut], [['dogBreed', [4, 5, 6, 7, 8, 9, 10, 11, 12]]])
})

for (const procedure of procedures) {
  test(`every answer reaches the paper, of every item too: ${procedure.title}`, async () => {
    const drawn = await lookAtPaper(procedure, readTemplate(procedure), renderer)
    const folder = fileURLToPath(new URL(`../../${procedure.id}`, import.meta.url))
    const reading = readFolder({ folder, id: procedure.id }, drawn)
    assert.deepEqual(reading.ok ? [] : reading.problems, [])
  })
}
