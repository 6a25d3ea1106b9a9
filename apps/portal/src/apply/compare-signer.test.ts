import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlainAnswers } from '@madoguchi/forms'
import { fromPlain } from '@madoguchi/forms'
import type { SignerAttributes } from '@madoguchi/pki'
import { loadProcedures } from '@madoguchi/procedures'
import { compareSigner, isOtherSigner } from './compare-signer.ts'

const care = loadProcedures().find(({ id }) => id === 'long-term-care-certification') ?? assert.fail()
const mother = {
  insuredName: '髙橋 梅子',
  insuredBirthDate: '1950-02-11',
  insuredSex: { choice: 'female' },
  insuredAddress: 'みほん県みほん市本町一丁目2番3号',
}
const daughter = {
  ...{ applicantRole: { choice: 'family' }, applicantName: '見本 花子', applicantRelationship: { choice: 'child' } },
  applicantAddress: 'みほん県みほん市港町四丁目5番6号',
}
const hanako = {
  name: '見本　花子',
  address: 'みほん県みほん市港町四丁目5番6号',
  birthDate: '1985-04-02',
  sex: '2',
} satisfies SignerAttributes
const umeko = {
  name: '髙橋　梅子',
  address: 'みほん県みほん市本町一丁目2番3号',
  birthDate: '1950-02-11',
  sex: '2',
} satisfies SignerAttributes

function compare(answers: PlainAnswers, signer: SignerAttributes) {
  const at = '2026-11-30T03:00:00.000Z'
  const filling = { procedure: care, answers: fromPlain(answers, { from: 'typed', at }), today: '2026-11-30' }
  const rows = compareSigner(filling, signer)
  return { isOther: isOtherSigner(rows), told: Object.fromEntries(rows.map(({ attribute, is }) => [attribute, is])) }
}

test('a daughter who signs what she files for her mother is the one who applies: her mother’s birthday is no difference', () => {
  assert.deepEqual(compare({ ...daughter, ...mother, insuredKind: { choice: 'first' } }, hanako), {
    isOther: false,
    told: { name: 'same', address: 'same', birthDate: 'unsaid', sex: 'unsaid' },
  })
})

test('the mother’s card under what the daughter files is told: another name and address', () => {
  assert.deepEqual(compare({ ...daughter, ...mother, insuredKind: { choice: 'first' } }, umeko), {
    isOther: true,
    told: { name: 'other', address: 'other', birthDate: 'unsaid', sex: 'unsaid' },
  })
})

test('where the mother files herself all four are hers, and another’s card differs in each that does', () => {
  const self = { ...mother, applicantRole: { choice: 'self' }, insuredKind: { choice: 'first' } }
  assert.deepEqual(compare(self, umeko).told, { name: 'same', address: 'same', birthDate: 'same', sex: 'same' })
  assert.deepEqual(compare(self, hanako).told, { name: 'other', address: 'other', birthDate: 'other', sex: 'same' })
})
