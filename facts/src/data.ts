import { AppError } from '@madoguchi/kit'
import affairs from '../data/affairs.json' with { type: 'json' }
import types from '../data/information-types.json' with { type: 'json' }
import municipalities from '../data/municipalities.json' with { type: 'json' }
import permissionTable from '../data/permission-table.json' with { type: 'json' }
import type { FactsData } from './edition/edition-schema.ts'
import { factsDataSchema } from './edition/edition-schema.ts'
import { placeOf } from './hold/signed-facts.ts'

/** The four parts of `facts/data`, as the files have them. */
export type FactsFiles = {
  readonly types: unknown
  readonly affairs: unknown
  /** `{ kinds, items }`: what bodies there are, and who may ask whom for what. */
  readonly permissionTable: unknown
  readonly municipalities: unknown
}

/** The facts of the sandbox, which this repository has; a network of others signs its own. Every name in them of a body is fictional. */
export function readSandboxFacts(): FactsData {
  return readFactsData({ types, affairs, permissionTable, municipalities })
}

/** Throws AppError FACTS_MALFORMED, which names the place. */
export function readFactsData({ types, affairs, permissionTable, municipalities }: FactsFiles): FactsData {
  const { kinds, items } = Object(permissionTable)
  const read = factsDataSchema.safeParse({ types, affairs, kinds, permissions: items, municipalities })
  if (read.success) return read.data
  const at = placeOf(read.error)
  throw new AppError('FACTS_MALFORMED', `The facts are not as they should be: ${at}.`, { facts: { at } })
}
