import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { digestPresentation } from './handlers/present-card.ts'
import { makeSubject } from './subjects.ts'

function read<Vector>(name: string): Vector {
  const url = new URL(`../../../protocol/vectors/kept/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')) as Vector
}

test('a resident keeps the name by which the core knows them', () => {
  const { key, residentCode, subject } = read<{ subject: Record<'key' | 'residentCode' | 'subject', string> }>(
    'found-by',
  ).subject
  assert.equal(makeSubject(hex.decode(key), residentCode), subject)
})

type Statements = Record<'origin' | 'challenge' | 'fingerprint', string> & {
  cases: { purpose: Parameters<typeof digestPresentation>[0]['purpose']; presentation: string }[]
}

test('a log-in that was shown once is known again, so that it makes no second mandate', () => {
  const { origin, challenge, fingerprint, cases } = read<Statements>('card-statement')
  for (const { purpose, presentation } of cases) {
    const statement = { purpose, origin, challenge: hex.decode(challenge) }
    assert.equal(hex.encode(digestPresentation(statement, fingerprint)), presentation)
  }
})
