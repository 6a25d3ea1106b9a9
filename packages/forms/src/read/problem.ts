import type { DefinitionErrorCode } from '../errors.ts'

export type JsonPath = readonly (string | number)[]

/** What is wrong with a definition and where; the reason is an English sentence for whoever writes it. */
export type Problem = {
  readonly path: JsonPath
  readonly code: DefinitionErrorCode
  readonly reason: string
  /** The name that is not there, of DEFINITION_REFERENCE. */
  readonly name?: string
  /** Where it stands, of what has no path: both from 1. */
  readonly place?: { readonly line: number; readonly column: number }
}

/** `$.pages[2].fields[0].label` */
export function formatPath(path: JsonPath): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`
    return /^[A-Za-z_][A-Za-z0-9_]{0,60}$/.test(step) ? `.${step}` : `[${JSON.stringify(step.slice(0, 60))}]`
  })
  return `$${steps.join('')}`
}
