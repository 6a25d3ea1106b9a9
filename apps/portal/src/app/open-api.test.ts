import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { WebEnv } from '@madoguchi/server'
import { Hono } from 'hono'
import { gatherRows } from '../shell/find-error.ts'
import { apiPath, type Operation } from '../shell/operation.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { addOperations } from './api-routes.ts'
import { allErrors, apiSchemas } from './journeys.ts'
import { makeOpenApi } from './open-api.ts'
import { makeOpenApiOnce } from './open-api-once.ts'

let world: TestPortal
let operations: readonly Operation[]
const errors = gatherRows(allErrors)
let document: ReturnType<typeof makeOpenApi>
before(async () => {
  world = await openTestPortal()
  operations = world.portal.journeys.flatMap(({ calls = [] }) => calls)
  document = makeOpenApi({
    operations: operations.map(({ said }) => said),
    errors,
    schemas: apiSchemas,
    origin: 'https://portal.example',
    apiPath,
  })
})
after(() => world[Symbol.asyncDispose]())

test('everything that is routed is described, and everything described is routed', () => {
  const app = new Hono<WebEnv>()
  const findSession = () => Promise.reject(new Error('Nothing is called here.'))
  addOperations({ app, findSession, tables: [], operations })
  const routed = app.routes
    .filter(({ path }) => path !== `${apiPath}/*`)
    .map(({ method, path }) => `${method} ${path.replace(apiPath, '').replace(/:(\w+)/g, '{$1}')}`)
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(routed.sort(), described.sort())
  assert.equal(
    new Set(operations.map(({ said }) => said.id)).size,
    operations.length,
    'each call has a name of its own',
  )
})

test('every reference leads somewhere, and nothing of the generator is left over', () => {
  const text = JSON.stringify(document)
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    assert.ok(name in document.components.schemas, name)
  assert.doesNotMatch(text, /"\$ref":"(?!#\/components\/schemas\/)|"\$id"|__schema/)
})

test('a refusal that says what stands now is described in its own shape, beside those of the same status that do not', () => {
  const standing = operations.flatMap(({ said }) => (said.stands === undefined ? [] : [said]))
  assert.ok(standing.length >= 4)
  for (const { path, method, stands } of standing) {
    const operation = document.paths[path]?.[method.toLowerCase()] as { responses: Record<string, unknown> } | undefined
    const described = JSON.stringify(operation?.responses[String(errors[stands?.code ?? '']?.http)])
    assert.match(
      described,
      new RegExp(`"oneOf":\\[.*"enum":\\[.*\\{"\\$ref":"#/components/schemas/${stands?.schema}"\\}\\]`),
    )
    assert.doesNotMatch(described, new RegExp(`"enum":\\[[^\\]]*"${stands?.code}"`))
  }
})

test('every code that is described has words for citizens too', () => {
  const codes = new Set(operations.flatMap(({ said }) => said.errors ?? []))
  assert.ok([...codes].every((code) => Object.hasOwn(errors, code)))
})

test('the description is made once, however many strangers ask for it', () => {
  const describe = makeOpenApiOnce({
    errors,
    origin: 'https://portal.example',
    schemas: apiSchemas,
    listCalls: () => operations.map(({ said }) => said),
  })
  assert.deepEqual(describe(), document)
  assert.equal(describe(), describe())
})
