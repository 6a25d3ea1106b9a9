import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { outcomes } from '@madoguchi/messages'
import { describeState } from '../information/describe-state.ts'
import { informationWords } from '../information/words.ts'
import { anyReader, languages } from '../shell/words.ts'
import { allErrors, journeys } from './journeys.ts'

test('every code that a citizen can meet has a title and a next step in their language', () => {
  for (const { rows, say } of allErrors)
    for (const language of languages) {
      const said = say({ language })
      assert.deepEqual(Object.keys(said).sort(), Object.keys(rows).sort())
      for (const { title, body } of Object.values(said)) {
        assert.match(title, /\p{L}/u)
        assert.match(body, language === 'ja' ? /。$/ : /\.$/)
      }
    }
})

test('a code belongs to one journey, and each journey that has codes or limits brings them', () => {
  const codes = allErrors.flatMap(({ rows }) => Object.keys(rows))
  assert.deepEqual(codes, [...new Set(codes)])
  const root = new URL('..', import.meta.url)
  for (const member of ['errors', 'limits'] as const) {
    const files = globSync(`*/${member}.ts`, { cwd: root }).map((path) => path.split('/')[0])
    const brought = journeys.filter((journey) => journey[member] !== undefined).map(({ name }) => name)
    assert.deepEqual(files.filter((name) => name !== 'shell').sort(), brought.sort())
  }
})

test('every state has a word of its own and a sentence', () => {
  for (const language of languages) {
    const { states } = informationWords({ language })
    assert.deepEqual(
      Object.keys(states).sort(),
      ['asking', 'delayed', 'not-asked', 'no-longer-kept', ...outcomes].sort(),
    )
    const labels = Object.values(states).map(({ label }) => label)
    assert.equal(new Set(labels).size, labels.length)
    for (const { about } of Object.values(states)) assert.match(about, language === 'ja' ? /。$/ : /\.$/)
  }
})

test('an outcome that a newer core may send is shown as unknown and breaks nothing', () => {
  assert.equal(describeState(anyReader, 'postponed').label, '不明')
  assert.equal(describeState(anyReader, 'toString').label, '不明')
})

test('a rule that was withdrawn has a sentence of its own, another refusal that of its state', () => {
  const { about, label } = describeState(anyReader, 'not-permitted', 'PERMISSION_WITHDRAWN')
  assert.deepEqual([label, /きまりが、照会のあとで取り消されました。/.test(about)], ['許可なし', true])
  for (const reason of ['PERMISSION_TABLE', 'constructor', null, undefined])
    assert.deepEqual(describeState(anyReader, 'not-permitted', reason), describeState(anyReader, 'not-permitted'))
})

test('no text piles up commands', async () => {
  const names = await readdir(new URL('..', import.meta.url), { recursive: true })
  const files = names.filter((name) => /(?:^|[/.])words\.ja\.ts$/.test(name))
  assert.ok(files.length > 6)
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
