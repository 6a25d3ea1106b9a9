import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { outcomes } from '@madoguchi/messages'
import { describeState, stateCopy } from '../information/states.words.ja.ts'
import { citizenErrors } from '../shell/errors.ts'
import { errorCopy } from '../shell/errors.words.ja.ts'

test('every code that a citizen can meet has a title and a next step in Japanese', () => {
  assert.deepEqual(Object.keys(errorCopy).sort(), Object.keys(citizenErrors).sort())
  for (const { title, body } of Object.values(errorCopy)) {
    assert.match(title, /[\u3040-\u30ff\u4e00-\u9fff]/)
    assert.match(body, /。$/)
  }
})

test('every state has a word of its own and a sentence', () => {
  assert.deepEqual(
    Object.keys(stateCopy).sort(),
    ['asking', 'delayed', 'not-asked', 'no-longer-kept', ...outcomes].sort(),
  )
  const labels = Object.values(stateCopy).map(({ label }) => label)
  assert.equal(new Set(labels).size, labels.length)
  for (const { about } of Object.values(stateCopy)) assert.match(about, /。$/)
})

test('an outcome that a newer core may send is shown as unknown and breaks nothing', () => {
  assert.equal(describeState('postponed').label, '不明')
  assert.equal(describeState('toString').label, '不明')
})

test('no text piles up commands', async () => {
  const names = await readdir(new URL('..', import.meta.url), { recursive: true })
  const files = names.filter((name) => name.endsWith('.words.ja.ts'))
  assert.ok(files.length > 25)
  for (const name of files) {
    const module = (await import(`../${name}`)) as Record<string, unknown>
    for (const sentence of sentencesOf(module)) {
      assert.ok((sentence.match(/ください/g) ?? []).length <= 1, `${name}: ${sentence}`)
    }
  }
})

function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesOf) : []
}
