import assert from 'node:assert/strict'
import { AppError } from '@madoguchi/kit'
import type { z } from 'zod'

type Shape = Readonly<Record<string, z.ZodType>>
type Values<S extends Shape> = { readonly [Name in keyof S]: z.output<S[Name]> }

/** Names begin with MADOGUCHI_, or are shared with others (DATABASE_URL). */
type ConfigSchema<S extends Shape, K extends Shape, C> = {
  readonly settings: S
  /** Kept in an object of their own, so that a config can be shown and a secret cannot slip out with it. */
  readonly secrets: K
  /** Names that belong to other programs in the same environment. */
  readonly alsoKnown?: readonly string[] | undefined
  /**
   * Defaults, contradictions, unions. Each `complain` is one clear sentence; of secrets only their names are seen here:
   * `isGiven` says of any name whether the source has it.
   */
  decide(settings: Values<S>, complain: (problem: string) => void, isGiven: (name: string) => boolean): C
}

/**
 * Three movements: read flat strings, decide, keep secrets apart. All problems are listed at once in one
 * CONFIG_INVALID; no value is ever quoted. A name that begins with MADOGUCHI_ and is not in the schema is a problem too.
 */
export function readConfig<S extends Shape, K extends Shape, C>(
  schema: ConfigSchema<S, K, C>,
  source: Readonly<Record<string, string | undefined>>,
): { readonly config: C; readonly secrets: Values<K> } {
  const names = [...Object.keys(schema.settings), ...Object.keys(schema.secrets)]
  assert(new Set(names).size === names.length, 'each name stands once')
  const problems = findUnknown(source, [...names, ...(schema.alsoKnown ?? [])])
  const settings = readShape(schema.settings, source, problems)
  const secrets = readShape(schema.secrets, source, problems)
  const isGiven = (name: string) => Object.hasOwn(source, name) && source[name] !== undefined
  const complain = (problem: string) => void problems.push(problem)
  const config = settings === undefined ? undefined : schema.decide(settings, complain, isGiven)
  if (problems.length > 0 || settings === undefined || secrets === undefined) {
    const facts = { problems: problems.length }
    throw new AppError(
      'CONFIG_INVALID',
      `The configuration has ${problems.length} problem(s):\n- ${problems.join('\n- ')}`,
      { facts },
    )
  }
  return { config: config as C, secrets }
}

function findUnknown(source: Readonly<Record<string, string | undefined>>, known: readonly string[]): string[] {
  return Object.keys(source)
    .filter((name) => name.startsWith('MADOGUCHI_') && source[name] !== undefined && !known.includes(name))
    .map((name) => `${name} is not a name this program knows.`)
}

function readShape<S extends Shape>(
  shape: S,
  source: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Values<S> | undefined {
  const values: Record<string, unknown> = {}
  const before = problems.length
  for (const [name, type] of Object.entries(shape)) {
    const text = Object.hasOwn(source, name) ? source[name] : undefined
    const result = type.safeParse(text)
    if (result.success) values[name] = result.data
    else if (text === undefined) problems.push(`${name} is missing.`)
    else problems.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid'}.`)
  }
  return problems.length === before ? (values as Values<S>) : undefined
}
