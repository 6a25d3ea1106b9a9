import { fileURLToPath } from 'node:url'
import type { Nation } from '@madoguchi/nation'
import { listRights } from './list-rights.ts'

export const rightsFile = fileURLToPath(new URL('../run-role-rights.txt', import.meta.url))

/** One party of each kind of program: an agency with data of its own, and one that answers from copies. */
const kinds = [
  ['portal', 'portal'],
  ['core', 'core'],
  ['registry', 'registry'],
  ['agency, a municipality', 'mihon-shi'],
  ['agency, from copies', 'mihon-kenpo'],
] as const

/** What the role that each kind of program runs with may do in its database, as `run-role-rights.txt` has it. */
export async function composeRights({ databaseOf }: Pick<Nation, 'databaseOf'>): Promise<string> {
  const parts: string[] = []
  for (const [kind, party] of kinds) {
    const lines = await listRights(databaseOf(party).runUrl)
    parts.push(`# ${kind}\n${lines.map((line) => `${line}\n`).join('')}`)
  }
  return parts.join('\n')
}
