import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { getParties, noAnswers } from '@madoguchi/forms'
import { loadProcedures } from './load-procedures.ts'
import { followWalk } from './walk.ts'
import { readWalks } from './walks.fixture.ts'

const folder = fileURLToPath(new URL('../', import.meta.url))
const byOthers: Readonly<Record<string, readonly string[]>> = {
  'agent-without-photos.json': ['agent', '見本 とし', '見本 健'],
  'daughter-for-mother.json': ['family', '齊藤 ハル', '見本 恵'],
  'flooded-tenant.json': ['household', 'サントス ジョゼ', 'マリア サントス'],
  'husband-for-her.json': ['agent', '見本 花子', '見本 太郎'],
  'on-welfare-without-doctor.json': ['business', '見本 一郎', '見本 恵'],
  'washed-away.json': ['agent', '見本 とし', '見本 健'],
}

test('whoever hands in for somebody else is told for whom; everybody else hands in their own', () => {
  for (const procedure of loadProcedures()) {
    for (const [name, walk] of readWalks(join(folder, procedure.id))) {
      const { filer, subjectName, applicantName } = getParties(followWalk(procedure, walk).filling)
      if (filer === undefined || filer.is === 'subject') continue
      assert.deepEqual([filer.is, subjectName, applicantName], byOthers[name], `${procedure.id} ${name}`)
    }
  }
})

test('before anything is answered nobody is taken for somebody who applies for another', () => {
  for (const procedure of loadProcedures()) {
    const { filer } = getParties({ procedure, answers: noAnswers, today: '2026-11-30' })
    assert.ok(filer === undefined || filer.is === 'subject', procedure.id)
  }
})
