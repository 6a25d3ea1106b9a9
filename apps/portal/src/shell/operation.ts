import type { WebEnv } from '@madoguchi/server'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { CitizenErrorCode } from './errors.ts'
import type { OpenSession, Session } from './visitor.ts'

/** What stands before the path of every call. */
export const apiPath = '/api/v1'

/** The schemas of all calls by their names: each journey adds its own in its `schemas.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: journeys fill it.
export interface ApiSchemas {}

export type SchemaName = keyof ApiSchemas
export type ApiValue<Name extends SchemaName> = z.output<ApiSchemas[Name]>

/** Who may call: anybody, whoever is logged in, who has also consented to the terms, or whose card also opens the vault. */
type Access = 'open' | 'session' | 'member' | 'vault'

type Readonlyish<T> = T extends readonly (infer Item)[]
  ? readonly Readonlyish<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Readonlyish<T[Key]> }
    : T

export type Given<A extends Access = Access, B extends SchemaName = SchemaName> = {
  readonly c: Context<WebEnv>
  readonly session: A extends 'open' ? undefined : A extends 'vault' ? OpenSession : Session
  readonly body: ApiValue<B>
}

/** What is said of a call. */
type Said = {
  /** The name that generators of clients use. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** As OpenAPI writes it: `/requests/{request}`. */
  readonly path: string
  /** One line, in Japanese. */
  readonly summary: string
  readonly query?: Readonly<Record<string, string>>
  /** The field of a form with a file, where that is what it takes: its size stands in the `uploads` of its journey. */
  readonly upload?: string
  /** What it refuses with, beside what its access, its body and its path bring. */
  readonly errors?: readonly CitizenErrorCode[]
}

/** A refusal that says what stands now: in the shape of a schema that has `code`, `facts` and `requestId` too. */
type Standing = { readonly code: CitizenErrorCode; readonly schema: SchemaName }

export type OperationSaid = Said & {
  readonly access: Access
  readonly body?: SchemaName
  /** A status with a schema, with a file, or with nothing. */
  readonly answer: { readonly status: 200 | 201 | 204; readonly schema?: SchemaName; readonly file?: string }
  readonly stands?: Standing
}

/** A call: what is said of it, and what it does. */
export type Operation = {
  readonly said: OperationSaid
  /** Gives a value of the answer's schema, or the whole response where there is none. */
  run(given: Given): Promise<unknown>
}

/** One call: what is said of it and what it does, held together by the types of its schemas. */
export function defineOperation<A extends Access, B extends SchemaName, R extends SchemaName>(
  said: Said & {
    readonly access: A
    readonly body?: B
    readonly answer: { readonly status: 200 | 201; readonly schema: R }
  },
  run: (given: Given<A, B>) => Promise<Readonlyish<ApiValue<R>>>,
): Operation {
  return untie(said, run)
}

/** A call that may be refused with what stands now: it gives that refusal whole. */
export function defineStandingOperation<A extends Access, B extends SchemaName, R extends SchemaName>(
  said: Said & {
    readonly access: A
    readonly body?: B
    readonly answer: { readonly status: 200 | 201; readonly schema: R }
    readonly stands: Standing
  },
  run: (given: Given<A, B>) => Promise<Readonlyish<ApiValue<R>> | Response>,
): Operation {
  return untie(said, run)
}

/** A call that answers with a file, or with nothing but its status. */
export function defineBareOperation<A extends Access, B extends SchemaName>(
  said: Said & {
    readonly access: A
    readonly body?: B
    readonly answer: { readonly status: 200; readonly file: string } | { readonly status: 204 }
  },
  run: (given: Given<A, B>) => Promise<Response>,
): Operation {
  return untie(said, run)
}

/** The router reads a body by the schema that `said` names before it runs the call: what the types tied together stays so. */
function untie<G>(said: OperationSaid, run: (given: G) => Promise<unknown>): Operation {
  return { said, run: (given) => run(given as G) }
}
