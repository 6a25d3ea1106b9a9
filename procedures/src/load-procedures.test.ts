import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadProcedures, readTemplate } from './load-procedures.ts'

const dog = fileURLToPath(new URL('../dog-registration', import.meta.url))

async function withCopy(act: (all: string, folder: string) => Promise<void>): Promise<void> {
  const all = await mkdtemp(join(tmpdir(), 'madoguchi-procedures-'))
  try {
    await cp(dog, join(all, 'dog-registration'), { recursive: true })
    await act(all, join(all, 'dog-registration'))
  } finally {
    await rm(all, { recursive: true, force: true })
  }
}

test('the procedures of the repository are there, each with its form', () => {
  const procedures = loadProcedures()
  const ids = procedures.map(({ id }) => id)
  for (const id of ['child-allowance-claim', 'disaster-victim-certificate', 'dog-registration']) {
    assert.ok(ids.includes(id), id)
  }
  assert.ok(ids.includes('long-term-care-certification'))
  for (const procedure of procedures) assert.match(readTemplate(procedure), /form-kit\.typ/)
})

test('a folder beside the others is found; one without a procedure.json is none', async () => {
  await withCopy(async (all, folder) => {
    await cp(join(folder, 'walks'), join(all, 'notes'), { recursive: true })
    assert.deepEqual(
      loadProcedures(all).map(({ id }) => id),
      ['dog-registration'],
    )
  })
})

test('a folder of procedures that is not there is told by its name', () => {
  assert.throws(() => loadProcedures('/no/such/folder'), {
    code: 'PROCEDURE_REFUSED',
    message: '/no/such/folder: There is no such folder.',
  })
})

test('a bad definition is refused with file, line and reason', async () => {
  const cases: [string, (text: string) => string, RegExp][] = [
    ['no JSON', () => '{', /procedure\.json:1:2 \$: This is not JSON/],
    [
      'a label is empty',
      (text) => text.replace('"label": "氏名"', '"label": ""'),
      /procedure\.json:\d+:\d+ \$\.pages\[0\]\.fields\[0\]\.label/,
    ],
    [
      'another id',
      (text) => text.replace('"id": "dog-registration"', '"id": "cat-registration"'),
      /procedure\.json:3:\d+ \$\.id: The folder/,
    ],
    ['no such template', (text) => text.replace('"form.typ"', '"paper.typ"'), /\$\.template/],
    ['a template elsewhere', (text) => text.replace('"form.typ"', '"../form.typ"'), /\$\.template/],
  ]
  for (const [what, change, wanted] of cases) {
    await withCopy(async (all, folder) => {
      const file = join(folder, 'procedure.json')
      await writeFile(file, change(await readFile(file, 'utf8')))
      assert.throws(() => loadProcedures(all), { code: 'PROCEDURE_REFUSED', message: wanted }, what)
    })
  }
})
