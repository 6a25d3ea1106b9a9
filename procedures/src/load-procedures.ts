import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Procedure } from '@madoguchi/forms'
import { formatProblems, readProcedure } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'

/** Where the procedures of this repository are: a folder each. */
const ours = fileURLToPath(new URL('../', import.meta.url))

/**
 * Every folder with a `procedure.json`, sorted by id. Throws PROCEDURE_REFUSED with file, path and reason for one that
 * is wrong: nothing starts with half of its procedures.
 */
export function loadProcedures(folder: string = ours): readonly Procedure[] {
  return listFolders(folder).map((id) => loadProcedure(join(folder, id), id))
}

/** The Typst source of a procedure's printed form. */
export function readTemplate(procedure: Procedure, folder: string = ours): string {
  return readFileSync(join(folder, procedure.id, procedure.template), 'utf8')
}

function listFolders(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.flatMap((entry) => (existsSync(join(folder, entry.name, 'procedure.json')) ? [entry.name] : [])).sort()
}

function loadProcedure(folder: string, id: string): Procedure {
  const file = join(folder, 'procedure.json')
  const reading = readProcedure(file, readFileSync(file, 'utf8'))
  if (!reading.ok) throw refuse(formatProblems(reading.problems))
  const { procedure } = reading
  if (procedure.id !== id) throw refuse(`${file} $.id: The folder is called ${id}.`)
  if (!existsSync(join(folder, procedure.template))) throw refuse(`${file} $.template: There is no such file.`)
  return procedure
}

function refuse(reason: string): AppError {
  return new AppError('PROCEDURE_REFUSED', reason)
}
