import assert from 'node:assert/strict'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openPdfRenderer } from '@madoguchi/documents'
import { tryFolder } from './try-folder.ts'
import { hasPoppler, readWalks } from './walks.fixture.ts'

const dog = fileURLToPath(new URL('../dog-registration', import.meta.url))
const renderer = openPdfRenderer({ timeoutMs: 120_000 })
const all = await mkdtemp(join(tmpdir(), 'madoguchi-folder-'))
after(async () => {
  await renderer[Symbol.asyncDispose]()
  await rm(all, { recursive: true, force: true })
})

test('whoever names a folder that is not there reads that in a sentence', async () => {
  const { problems } = await tryFolder(join(all, 'no-such'), renderer)
  assert.deepEqual(problems, [`${join(all, 'no-such')}: There is no such folder.`])
})

test('a folder without any walk is told so', async () => {
  const folder = join(all, 'dog-registration')
  await cp(dog, folder, { recursive: true })
  await rm(join(folder, 'walks'), { recursive: true })
  const { problems } = await tryFolder(folder, renderer)
  assert.equal(problems.length, 1)
  assert.match(problems[0] ?? '', /walks: There is no walk/)
})

test('a walk whose words do not stand on the paper is told by line', { skip: !hasPoppler }, async () => {
  const folder = join(all, 'dog-registration')
  await cp(dog, folder, { recursive: true })
  const [, walk] = readWalks(dog).find(([name]) => name === 'two-dogs.json') ?? []
  const written = JSON.stringify({ ...walk, text: ['猫の登録'] }, null, 2)
  await writeFile(join(folder, 'walks', 'two-dogs.json'), written)
  const { problems } = await tryFolder(folder, renderer)
  const line = written.slice(0, written.indexOf('"猫の登録"')).split('\n').length
  assert.equal(problems.length, 1, problems.join('\n'))
  assert.ok(problems[0]?.includes(`two-dogs.json:${line}:`) && problems[0].endsWith('The paper lacks “猫の登録”.'))
})
