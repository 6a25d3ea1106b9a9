import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { everyKind, family } from '../sample-procedure.fixture.ts'
import { makeProcedureSchema } from './procedure-json-schema.ts'
import { readProcedure } from './read-procedure.ts'

const url = new URL('../../procedure.schema.json', import.meta.url)
const schema = JSON.parse(readFileSync(url, 'utf8')) as object
const validate = new Ajv({ strict: false }).compile(schema)

test('the schema that editors use is that of the reader (npm run write-schema writes it anew)', () => {
  assert.deepEqual(schema, JSON.parse(JSON.stringify(makeProcedureSchema())))
})

test('every definition of the repository has the shape that the schema says', () => {
  const folder = new URL('../../../../procedures/', import.meta.url)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'src' || entry.name === 'node_modules') continue
    const definition: unknown = JSON.parse(readFileSync(new URL(`${entry.name}/procedure.json`, folder), 'utf8'))
    assert.ok(validate(definition), `${entry.name}: ${JSON.stringify(validate.errors)}`)
  }
  for (const procedure of [everyKind, family]) assert.ok(validate(procedure), JSON.stringify(validate.errors))
})

test('what the schema refuses, the reader refuses', () => {
  const changes: readonly object[] = [
    { format: 'madoguchi-procedure/2' },
    { title: 1 },
    { completion: { online: 'part' } },
    { filers: [] },
    { subject: {} },
    { pages: [] },
    { attachments: [{ id: 'a', title: 'a', why: 'a', accept: ['pdf'], when: { is: 'answered', field: 'name' } }] },
    { shared: { options: { a: [] } } },
    { colour: 'red' },
  ]
  for (const change of changes) {
    const definition = { ...everyKind, ...change }
    const what = JSON.stringify(change)
    assert.equal(validate(definition), false, what)
    assert.equal(readProcedure({ file: 'procedure.json', text: JSON.stringify(definition) }).ok, false, what)
  }
})
