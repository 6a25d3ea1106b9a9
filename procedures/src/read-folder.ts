import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Procedure } from '@madoguchi/forms'
import { formatProblems, readProcedure } from '@madoguchi/forms'
import type { Drawn } from './print/find-drawn.ts'
import { listPrinted, lookAtTemplate } from './read-template.ts'

type FolderReading =
  | { readonly ok: true; readonly procedure: Procedure }
  /** A line each: `procedure.json:12:5 $.title: …`, `form.typ:8:20: …` */
  | { readonly ok: false; readonly problems: readonly string[] }

/** The name of a template in a definition that may be wrong in all else. */
const templateName = /"template"\s*:\s*"([a-z0-9]+(?:-[a-z0-9]+)*\.typ)"/

/**
 * A procedure's folder, or all that is wrong with its definition and its printed form. `id` is the folder's name; what
 * was found by drawing, `drawn`, says more of what reaches the paper than the names in the template do.
 */
export function readFolder({ folder, id }: { folder: string; id: string }, drawn?: Drawn): FolderReading {
  const file = join(folder, 'procedure.json')
  if (!existsSync(file)) return { ok: false, problems: [`${file}: There is no such file.`] }
  const text = readFileSync(file, 'utf8')
  const name = templateName.exec(text)?.[1]
  const template = name !== undefined && existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
  const printed = drawn ?? { names: listPrinted(template) }
  const reading = readProcedure({ file, text, folder: id, ...(template !== '' && { printed }) })
  // A name that is misspelt in the form is missing there too: both are told.
  const whole = reading.ok ? reading : readProcedure({ file, text, folder: id })
  const said = reading.ok ? [] : formatProblems(reading.problems).split('\n')
  if (!whole.ok) return { ok: false, problems: said }
  const { procedure } = whole
  if (template === '')
    return { ok: false, problems: [`${file}:${lineOf(text, '"template"')} $.template: There is no such file.`] }
  const slips = lookAtTemplate(procedure, template).map((slip) => `${join(folder, procedure.template)}:${slip}`)
  const problems = [...said, ...slips]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, procedure }
}

function lineOf(text: string, word: string): string {
  const at = Math.max(text.indexOf(word), 0)
  const before = text.slice(0, at)
  return `${before.split('\n').length}:${at - before.lastIndexOf('\n')}`
}
