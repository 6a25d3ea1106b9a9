import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { messages } from './index.ts'

type Case = { comment: string; valid: boolean; body: unknown }

const protocol = new URL('../../../../protocol/', import.meta.url)
const folder = new URL('vectors/messages/', protocol)

function readJson<T>(url: URL): T {
  return JSON.parse(readFileSync(url, 'utf8')) as T
}

test('has vectors for every message and for nothing else', () => {
  assert.deepEqual(
    readdirSync(folder).sort(),
    Object.keys(messages)
      .map((name) => `${name}.json`)
      .sort(),
  )
})

for (const [name, { body }] of Object.entries(messages)) {
  test(`judges every vector of ${name} alike by zod and by JSON Schema`, () => {
    const cases = readJson<Case[]>(new URL(`${name}.json`, folder))
    assert.ok(cases.filter(({ valid }) => valid).length >= 2)
    assert.ok(cases.filter(({ valid }) => !valid).length >= 4)
    const ajv = new Ajv2020({ keywords: ['x-madoguchi'] })
    const matches = ajv.compile(readJson<object>(new URL(`schemas/${name}.json`, protocol)))
    for (const { comment, valid, body: value } of cases) {
      assert.equal(body.safeParse(value).success, valid, `zod: ${comment}`)
      assert.equal(matches(value), valid, `ajv: ${comment}`)
    }
  })
}
