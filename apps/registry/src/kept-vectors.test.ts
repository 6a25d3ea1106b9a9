import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { digestPresentation } from './handlers/present-card.ts'
import { makeSubject } from './subjects.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../protocol/vectors/kept/${name}.json`, import.meta.url), 'utf8'))

test('a resident keeps the name by which the core knows them', () => {
  const { key, residentCode, subject } = read('found-by').subject
  assert.equal(makeSubject(hex.decode(key), residentCode), subject)
})

test('a log-in that was shown once is known again, so that it makes no second mandate', () => {
  const { origin, challenge, fingerprint, cases } = read('card-statement')
  for (const { purpose, presentation } of cases) {
    const statement = { purpose, origin, challenge: hex.decode(challenge) }
    assert.equal(hex.encode(digestPresentation(statement, fingerprint)), presentation)
  }
})
