import type { Procedure } from '../definition.ts'
import type { DefinitionErrorCode } from '../errors.ts'
import { checkReferences } from './check-references.ts'
import { parseBounded } from './parse-bounded.ts'
import { formatPath, type Problem } from './problem.ts'
import { procedureSchema } from './schema-procedure.ts'

/** What is wrong with a definition: `procedure.json`, `$.pages[2].fields[0].label`, `Must not be empty.` */
export type DefinitionProblem = {
  readonly file: string
  readonly path: string
  readonly code: DefinitionErrorCode
  /** An English sentence for whoever writes the procedure. */
  readonly reason: string
}

export type ProcedureReading =
  | { readonly ok: true; readonly procedure: Procedure }
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] }

/** More than these nobody reads at once. */
const problemsMax = 100

/**
 * A procedure from the text of its file, or everything that is wrong with it. Never throws, whatever the text is;
 * `file` is only repeated in the problems.
 */
export function readProcedure(file: string, text: string): ProcedureReading {
  const parsed = parseBounded(text)
  if (parsed.problems.length > 0) return refuse(file, parsed.problems)
  const shaped = procedureSchema.safeParse(parsed.value)
  if (!shaped.success) {
    const problems = shaped.error.issues.map((issue): Problem => {
      const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
      return { path, code: 'DEFINITION_SHAPE', reason: sayReason(issue.message) }
    })
    return refuse(file, problems)
  }
  const problems = checkReferences(shaped.data)
  return problems.length > 0 ? refuse(file, problems) : { ok: true, procedure: shaped.data }
}

function sayReason(message: string): string {
  return message.endsWith('received undefined') ? 'Is missing.' : message
}

function refuse(file: string, problems: readonly Problem[]): ProcedureReading {
  const said = problems.slice(0, problemsMax).map(({ path, code, reason }) => ({
    file,
    path: formatPath(path),
    code,
    reason,
  }))
  return { ok: false, problems: said }
}

/** One line a problem, as a program says it that cannot start with such a file. */
export function formatProblems(problems: readonly DefinitionProblem[]): string {
  return problems.map(({ file, path, reason }) => `${file} ${path}: ${reason}`).join('\n')
}
