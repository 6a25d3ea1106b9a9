import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebEnv } from '@madoguchi/server'
import { Hono } from 'hono'
import { isCitizenErrorCode } from '../shell/errors.ts'
import { apiPath } from '../shell/operation.ts'
import { addApi, apiOperations, makeOpenApiOnce } from './api.ts'
import { makeOpenApi } from './open-api.ts'
import { apiSchemas } from './schemas.ts'

const document = makeOpenApi({
  operations: apiOperations,
  schemas: apiSchemas,
  origin: 'https://portal.example',
  apiPath,
})

test('everything that is routed is described, and everything described is routed', () => {
  const app = new Hono<WebEnv>()
  // Nothing is called here: the world is not looked at.
  addApi(app, {} as never, [])
  const routed = app.routes
    .filter(({ path }) => path !== `${apiPath}/*`)
    .map(({ method, path }) => `${method} ${path.replace(apiPath, '').replace(/:(\w+)/g, '{$1}')}`)
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(routed.sort(), described.sort())
  assert.equal(new Set(apiOperations.map(({ id }) => id)).size, apiOperations.length, 'each call has a name of its own')
})

test('every reference leads somewhere, and nothing of the generator is left over', () => {
  const text = JSON.stringify(document)
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    assert.ok(name in document.components.schemas, name)
  assert.doesNotMatch(text, /"\$ref":"(?!#\/components\/schemas\/)|"\$id"|__schema/)
})

test('every code that is described has words for citizens too', () => {
  const codes = new Set(apiOperations.flatMap(({ errors = [] }) => errors))
  assert.ok([...codes].every(isCitizenErrorCode))
})

test('the description is made once, however many strangers ask for it', () => {
  const describe = makeOpenApiOnce('https://portal.example')
  assert.deepEqual(describe(), document)
  assert.equal(describe(), describe())
})
