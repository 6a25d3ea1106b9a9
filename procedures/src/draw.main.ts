import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Filling, Procedure } from '@madoguchi/forms'
import { explainWrong } from './explain-wrong.ts'
import { loadProcedures, readTemplate } from './load-procedures.ts'
import { nameTemplate } from './name-template.ts'
import { makeBlankForm, makeForm } from './print/make-form.ts'
import { followWalk, parseWalk } from './walk.ts'

// The printed form of a procedure, to look at while it is made:
//   node procedures/src/draw.main.ts procedures/dog-registration dog.pdf              blank, for the pen
//   node procedures/src/draw.main.ts procedures/dog-registration dog.pdf two-dogs     as walks/two-dogs.json answers

const [folder, file, walkName] = process.argv.slice(2)
if (folder === undefined || file === undefined) throw new TypeError('draw.main.ts FOLDER FILE.pdf [WALK]')
const target = folder
const all = resolve(folder, '..')
const procedure = loadProcedures(all).find(({ id }) => resolve(all, id) === resolve(folder))
if (procedure === undefined) throw new TypeError(`${folder} has no procedure.json`)
const order = {
  template: readTemplate(procedure, all),
  addressee: 'みほん市長',
  operator: 'みほん窓口ポータル運営機構',
  madeAt: new Date(0),
}
await using renderer = openPdfRenderer()
const form = walkName === undefined ? makeBlankForm(procedure, order) : makeForm(fill(procedure, walkName), order)
const drawn = await renderer.renderForm(form).then(
  (pdf) => ({ pdf }),
  (error: Error) => ({ wrong: nameTemplate(error.message, join(target, procedure.template)) }),
)
if ('pdf' in drawn) writeFileSync(file, drawn.pdf)
else {
  console.error(drawn.wrong)
  process.exitCode = 1
}

function fill(of: Procedure, name: string): Filling {
  const { filling, pages, dropped } = followWalk(
    of,
    parseWalk(readFileSync(join(target, 'walks', `${name}.json`), 'utf8')),
  )
  console.log(`pages: ${pages.join(', ')}`)
  console.log(`left out: ${dropped.join(', ') || 'nothing'}`)
  for (const wrong of explainWrong(filling)) console.log(`wrong: ${wrong}`)
  return filling
}
