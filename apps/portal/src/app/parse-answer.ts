import type { ApiValue, SchemaName } from '../shell/operation.ts'
import { apiSchemas } from './journeys.ts'

/**
 * For clients: what a call answered, by the name of its schema. What a newer portal says besides is passed over. Throws a ZodError for
 * anything else.
 */
export function parseApiAnswer<Name extends SchemaName>(name: Name, said: unknown): ApiValue<Name> {
  const schema = apiSchemas[name]
  const first = schema.safeParse(said)
  if (first.success) return first.data as ApiValue<Name>
  const known: unknown = structuredClone(said)
  for (const issue of first.error.issues) {
    if (issue.code === 'unrecognized_keys') forget(known, issue.path, issue.keys)
  }
  return schema.parse(known) as ApiValue<Name>
}

function forget(said: unknown, path: readonly PropertyKey[], keys: readonly string[]): void {
  const at = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], said)
  for (const key of keys) delete (at as Record<string, unknown>)[key]
}
