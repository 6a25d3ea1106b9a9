import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Procedure } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import { readFolder } from './read-folder.ts'

/** Where the procedures of this repository are: a folder each. */
const ours = fileURLToPath(new URL('../', import.meta.url))

/**
 * Every folder with a `procedure.json`, sorted by id. Throws PROCEDURE_REFUSED with file, line and reason of everything
 * that is wrong in any of them: nothing starts with half of its procedures.
 */
export function loadProcedures(folder: string = ours): readonly Procedure[] {
  const readings = listFolders(folder).map((id) => readFolder({ folder: join(folder, id), id }))
  const problems = readings.flatMap((reading) => (reading.ok ? [] : reading.problems))
  if (problems.length > 0) throw new AppError('PROCEDURE_REFUSED', problems.join('\n'))
  return readings.flatMap((reading) => (reading.ok ? [reading.procedure] : []))
}

/** The Typst source of a procedure's printed form. */
export function readTemplate(procedure: Procedure, folder: string = ours): string {
  return readFileSync(join(folder, procedure.id, procedure.template), 'utf8')
}

function listFolders(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new AppError('PROCEDURE_REFUSED', `${folder}: There is no such folder.`)
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.flatMap((entry) => (existsSync(join(folder, entry.name, 'procedure.json')) ? [entry.name] : [])).sort()
}
