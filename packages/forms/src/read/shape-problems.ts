import type { z } from 'zod'
import type { JsonPath, Problem } from './problem.ts'
import { procedureSchema } from './schema-procedure.ts'

type Shaped =
  | { readonly ok: true; readonly file: z.output<typeof procedureSchema> }
  | { readonly ok: false; readonly problems: readonly Problem[] }

type Issue = z.core.$ZodIssue

/** A value in the shape of a definition's file, or what of it has another. */
export function readShape(value: unknown): Shaped {
  const shaped = procedureSchema.safeParse(value)
  if (shaped.success) return { ok: true, file: shaped.data }
  return { ok: false, problems: shaped.error.issues.flatMap((issue) => listProblems(issue, [])) }
}

function listProblems(issue: Issue, before: JsonPath): readonly Problem[] {
  const path = [...before, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
  const shape = (at: JsonPath, reason: string): Problem => ({ path: at, code: 'DEFINITION_SHAPE', reason })
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => shape([...path, key], `There is no “${key.slice(0, 60)}” here.`))
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = chooseBranch(issue.errors)
    if (meant !== undefined) return meant.flatMap((each) => listProblems(each, path))
  }
  return [shape(path, issue.message.endsWith('received undefined') ? 'Is missing.' : issue.message)]
}

/**
 * Of the forms that something may have, the one that was meant: one that differs in its parts and not altogether, and
 * that knows all of its keys if there is such a one.
 */
function chooseBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const near = branches.filter((issues) => issues.length > 0 && !issues.some(isOfAnotherKind))
  return near.find((issues) => issues.every(({ code }) => code !== 'unrecognized_keys')) ?? near[0]
}

function isOfAnotherKind({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_format')
}
