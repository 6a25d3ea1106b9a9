import type { ErrorTable } from '@madoguchi/kit'
import { pageErrors } from '@madoguchi/server'
import { z } from 'zod'
import type { ApiSchemas, OperationSaid } from '../shell/operation.ts'
import { anyReader } from '../shell/words.ts'
import { appWords } from './words.ts'

type Json = { [key: string]: unknown }

/** It is made once for all, and nobody said in which language they read. */
const copy = appWords(anyReader).openApi

/** The description of the API, made of the schemas that parse and type it: OpenAPI 3.1. */
export function makeOpenApi(options: {
  operations: readonly OperationSaid[]
  schemas: ApiSchemas
  origin: string
  apiPath: string
  errors: ErrorTable
}) {
  const rows = { ...pageErrors, ...options.errors }
  const paths: { [path: string]: Json } = {}
  for (const operation of options.operations) {
    const path = paths[operation.path] ?? {}
    path[operation.method.toLowerCase()] = describeOperation(operation, rows)
    paths[operation.path] = path
  }
  return {
    openapi: '3.1.0' as const,
    info: { title: copy.title, version: '1.0.0', description: copy.description },
    servers: [{ url: options.origin + options.apiPath }],
    paths,
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer', description: copy.session } },
      schemas: describeSchemas(options.schemas),
    },
  }
}

function describeSchemas(all: ApiSchemas): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(all)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  )
}

function describeOperation(operation: OperationSaid, rows: ErrorTable): Json {
  const { id, summary, access, answer, query = {} } = operation
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  return {
    operationId: id,
    summary,
    security: access === 'open' ? [] : [{ session: [] }],
    parameters: [...inPath, ...inQuery],
    ...describeBody(operation),
    responses: { [answer.status]: describeAnswer(answer), ...describeErrors(operation, rows) },
  }
}

function describeBody({ body, upload }: OperationSaid): Json {
  if (body !== undefined)
    return { requestBody: { required: true, content: { 'application/json': { schema: refer(body) } } } }
  if (upload === undefined) return {}
  const schema = {
    type: 'object',
    required: [upload],
    properties: { [upload]: { type: 'string', contentMediaType: 'application/octet-stream' } },
  }
  return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
}

function describeAnswer({ schema, file }: OperationSaid['answer']): Json {
  if (schema !== undefined)
    return { description: copy.done, content: { 'application/json': { schema: refer(schema) } } }
  if (file !== undefined) return { description: copy.done, content: { [file]: {} } }
  return { description: copy.doneEmpty }
}

/** Each status with the codes that may come with it. What is our own fault may have a code that no list names. */
function describeErrors({ access, body, upload, errors = [], stands }: OperationSaid, rows: ErrorTable): Json {
  const codes: string[] = [
    ...errors,
    ...(stands === undefined ? [] : [stands.code]),
    ...(access === 'open' ? [] : ['SESSION_NONE', 'SESSION_IDLE', 'SESSION_OVER', 'SESSION_CARD_REVOKED']),
    ...(access === 'member' || access === 'vault' ? ['REGISTRATION_NEEDED'] : []),
    ...(access === 'vault' ? ['VAULT_CLOSED'] : []),
    ...(body === undefined && upload === undefined ? [] : ['BODY_MALFORMED', 'BODY_TOO_LARGE']),
  ]
  const byStatus = Map.groupBy(new Set(codes), (code) => rows[code]?.http ?? 500)
  const known = [...byStatus].map(([status, these]) => {
    const plain = these.filter((code) => code !== stands?.code)
    const bare = status >= 500 ? refer('Error') : { allOf: [refer('Error'), { properties: { code: { enum: plain } } }] }
    const shapes = [
      ...(plain.length === 0 ? [] : [bare]),
      ...(stands === undefined || plain.length === these.length ? [] : [refer(stands.schema)]),
    ]
    const schema = shapes.length === 1 ? (shapes[0] ?? {}) : { oneOf: shapes }
    return [String(status), { description: these.join(', '), content: { 'application/json': { schema } } }] as const
  })
  const other = { description: copy.failed, content: { 'application/json': { schema: refer('Error') } } }
  return { ...Object.fromEntries(known.toSorted(([a], [b]) => a.localeCompare(b))), default: other }
}

function refer(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}
