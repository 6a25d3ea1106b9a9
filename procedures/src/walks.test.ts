import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openPdfRenderer } from '@madoguchi/documents'
import { loadProcedures } from './load-procedures.ts'
import { assertWalk, readWalks } from './walks.fixture.ts'

const folder = fileURLToPath(new URL('../', import.meta.url))
const renderer = openPdfRenderer()
after(() => renderer[Symbol.asyncDispose]())

for (const procedure of loadProcedures()) {
  describe(procedure.title, () => {
    const walks = readWalks(join(folder, procedure.id))
    it('has walks', () => assert.ok(walks.length > 0))
    for (const [name, walk] of walks) {
      it(`${walk.title} (${name})`, async () => assertWalk(procedure, walk, { folder, renderer }))
    }
  })
}
