import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { openPdfRenderer } from '@madoguchi/documents'
import type { Procedure } from '@madoguchi/forms'
import { checkWalk } from './check-walk.ts'
import { makeBlankForm } from './print/make-form.ts'
import { readFolder } from './read-folder.ts'

// Everything that is wrong with a procedure's folder, by file and line; nothing where all is well:
//   npm run check-procedure -- procedures/dog-registration

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new TypeError('check.main.ts FOLDER')
const reading = readFolder(folder, basename(resolve(folder)))
const problems = reading.ok ? await checkRest(folder, reading.procedure) : reading.problems
for (const problem of problems) console.log(problem)
console.log(problems.length === 0 ? `${folder}: nothing is wrong.` : `${folder}: ${problems.length} wrong.`)
process.exitCode = problems.length === 0 ? 0 : 1

/** What only shows when it is drawn and walked through. */
async function checkRest(of: string, procedure: Procedure): Promise<readonly string[]> {
  const file = join(of, procedure.template)
  const order = { template: readFileSync(file, 'utf8'), addressee: '', operator: '', madeAt: new Date(0) }
  await using renderer = openPdfRenderer()
  const drawn = await renderer.renderForm(makeBlankForm(procedure, order)).then(
    () => [],
    (error: Error) => [error.message.replaceAll('the template', file)],
  )
  const walks = readdirSync(join(of, 'walks')).filter((name) => name.endsWith('.json'))
  return [
    ...drawn,
    ...walks.sort().flatMap((name) => {
      const path = join(of, 'walks', name)
      return checkWalk(procedure, { file: path, text: readFileSync(path, 'utf8') })
    }),
  ]
}
