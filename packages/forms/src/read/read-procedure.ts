import type { Procedure } from '../definition.ts'
import type { DefinitionErrorCode } from '../errors.ts'
import { addConfirmations } from './add-confirmations.ts'
import { checkReferences } from './check-references.ts'
import { checkUse, type Printed } from './check-use.ts'
import { indexDefinition } from './definition-index.ts'
import { expandShared } from './expand-shared.ts'
import { parseBounded } from './parse-bounded.ts'
import { formatPath, type JsonPath, type Problem } from './problem.ts'
import { type Pruned, pruneWrong } from './prune-wrong.ts'
import type { ScannedJson } from './scan-json.ts'
import { readShape } from './shape-problems.ts'

/** What is wrong with a definition: `procedure.json`, line 12, `$.pages[2].fields[0].label`, `Must not be empty.` */
export type DefinitionProblem = {
  readonly file: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
  readonly path: string
  readonly code: DefinitionErrorCode
  /** An English sentence for whoever writes the procedure. */
  readonly reason: string
}

export type ProcedureReading =
  | { readonly ok: true; readonly procedure: Procedure }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] }

type DefinitionFile = {
  /** What it is called in what is said about it. */
  readonly file: string
  readonly text: string
  /** What the printed form shows; without it nothing is said about what never reaches the paper. */
  readonly printed?: Printed
  /** The name of the folder that the file is in: the id of the procedure, and no other. */
  readonly folder?: string
}

/** More than these nobody reads at once. */
const problemsMax = 100
/** How often a file is looked at again without what was wrong: names within names come to light one after the other. */
const roundsMax = 10

/**
 * A procedure from the text of its file, or everything that is wrong with it, in the order of the file. Never throws,
 * whatever the text is.
 */
export function readProcedure({ file, text, printed, folder }: DefinitionFile): ProcedureReading {
  const parsed = parseBounded(text)
  if (parsed.scanned === undefined) return refuse({ file, problems: parsed.problems })
  const { scanned, value } = parsed
  const problems: Problem[] = [...parsed.problems]
  let pruned: Pruned = { value, back: (path) => path, names: new Set() }
  let shaped = readShape(value)
  for (let round = 0; !shaped.ok && round < roundsMax; round++) {
    const { back, names } = pruned
    // All that is of another shape is told at once; what comes later is a list that lost its last entry.
    if (round === 0) problems.push(...shaped.problems)
    const next = pruneWrong(
      pruned.value,
      shaped.problems.map(({ path }) => path),
    )
    if (next === undefined) break
    pruned = { value: next.value, back: (path) => back(next.back(path)), names: new Set([...names, ...next.names]) }
    shaped = readShape(pruned.value)
  }
  // What was taken out may have used or printed the rest.
  const isWhole = problems.length === 0
  if (folder !== undefined) problems.push(...checkId(value, folder))
  if (!shaped.ok) return refuse({ file, problems, scanned })
  const { procedure, problems: unexpanded, origin } = expandShared(shaped.file)
  const index = indexDefinition(procedure)
  const further = [
    ...unexpanded.filter(({ code }) => isWhole || code !== 'DEFINITION_UNUSED'),
    ...checkReferences(procedure, index).map((problem) => atOrigin(problem, origin)),
    ...(isWhole && unexpanded.length === 0 ? checkUse(procedure, index, printed) : []),
  ]
  const told = further.filter(({ name }) => name === undefined || !pruned.names.has(name))
  problems.push(...told.map((problem) => ({ ...problem, path: pruned.back(problem.path) })))
  return problems.length > 0
    ? refuse({ file, problems, scanned })
    : { ok: true, procedure: addConfirmations(procedure) }
}

/** What is wrong with a shared part is told where that stands; that it is named too early, where it is named. */
function atOrigin(problem: Problem, origin: (path: JsonPath) => JsonPath): Problem {
  return problem.code === 'DEFINITION_ORDER' ? problem : { ...problem, path: origin(problem.path) }
}

function checkId(value: unknown, folder: string): Problem[] {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  if (typeof id !== 'string' || id === folder) return []
  return [{ path: ['id'], code: 'DEFINITION_REFERENCE', reason: `The folder is called ${folder}.` }]
}

type Refused = { readonly file: string; readonly problems: readonly Problem[]; readonly scanned?: ScannedJson }

function refuse({ file, problems, scanned }: Refused): ProcedureReading {
  const said = problems.map(({ path, code, reason, place }): DefinitionProblem => {
    const { line, column } = place ?? scanned?.find(path) ?? { line: 1, column: 1 }
    return { file, line, column, path: formatPath(path), code, reason }
  })
  const sorted = said.sort((a, b) => a.line - b.line || a.column - b.column)
  // Of one place one sentence of each sort is enough.
  const seen = new Set<string>()
  const once = sorted.filter(({ code, path, line, column }) => {
    const key = `${code} ${path} ${line}:${column}`
    return !seen.has(key) && seen.add(key)
  })
  return { ok: false, problems: once.slice(0, problemsMax) }
}

/** One line a problem, as a program says it that cannot start with such a file: `procedure.json:12:5 $.title: …` */
export function formatProblems(problems: readonly DefinitionProblem[]): string {
  return problems
    .map(({ file, line, column, path, reason }) => `${file}:${line}:${column} ${path}: ${reason}`)
    .join('\n')
}
