import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Procedure } from '@madoguchi/forms'
import { formatProblems, readProcedure } from '@madoguchi/forms'
import { listPrinted, lookAtTemplate } from './read-template.ts'

type FolderReading =
  | { readonly ok: true; readonly procedure: Procedure }
  /** A line each: `procedure.json:12:5 $.title: …`, `form.typ:8:20: …` */
  | { readonly ok: false; readonly problems: readonly string[] }

/** The name of a template in a definition that may be wrong in all else. */
const templateName = /"template"\s*:\s*"([a-z0-9]+(?:-[a-z0-9]+)*\.typ)"/

/** A procedure's folder, or all that is wrong with its definition and its printed form. `id` is the folder's name. */
export function readFolder(folder: string, id: string): FolderReading {
  const file = join(folder, 'procedure.json')
  const text = readFileSync(file, 'utf8')
  const name = templateName.exec(text)?.[1]
  const template = name !== undefined && existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''
  const reading = readProcedure({ file, text, folder: id, ...(template !== '' && { printed: listPrinted(template) }) })
  if (!reading.ok) return { ok: false, problems: formatProblems(reading.problems).split('\n') }
  const { procedure } = reading
  if (template === '')
    return { ok: false, problems: [`${file}:${lineOf(text, '"template"')} $.template: There is no such file.`] }
  const problems = lookAtTemplate(procedure, template).map((said) => `${join(folder, procedure.template)}:${said}`)
  return problems.length > 0 ? { ok: false, problems } : reading
}

function lineOf(text: string, word: string): string {
  const at = Math.max(text.indexOf(word), 0)
  const before = text.slice(0, at)
  return `${before.split('\n').length}:${at - before.lastIndexOf('\n')}`
}
