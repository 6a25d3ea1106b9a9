import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chainStart, readRecord } from './record.ts'

const at = '2026-11-30T00:00:00.000Z'
const asked = {
  ...{ kind: 'asked', exchange: 'e', at, inquirer: 'a', provider: 'b', affair: 'c', type: 'd', askDigest: chainStart },
}
const closed = {
  ...{ kind: 'closed', exchange: 'e', at, asked: chainStart, outcome: 'answered' },
  chain: { name: 'open', index: 0, previous: chainStart },
}
const filed = {
  ...{ kind: 'filed', filing: 'f', at, portal: 'p', agency: 'a', filingDigest: chainStart },
  chain: { name: 'open', index: 0, previous: chainStart },
}
const told = {
  ...{ kind: 'case-event', filing: 'f', number: 0, at, eventDigest: chainStart, filed: chainStart, chain: filed.chain },
}

test('a record of a ledger is read as it was written, with or without what older ones do not have', () => {
  assert.deepEqual(readRecord(JSON.stringify(asked), 'asked'), asked)
  assert.deepEqual(readRecord(JSON.stringify({ ...asked, facts: 3 }), 'asked'), { ...asked, facts: 3 })
  assert.deepEqual(readRecord(JSON.stringify(closed), 'closed'), closed)
  assert.deepEqual(readRecord(JSON.stringify(filed), 'filed'), filed)
  assert.deepEqual(readRecord(JSON.stringify({ ...filed, about: 'g' }), 'filed'), { ...filed, about: 'g' })
  assert.deepEqual(readRecord(JSON.stringify(told), 'case-event'), told)
})

test('a record of the other kind, or one that lacks what each has, is none', () => {
  const { exchange: _exchange, ...nameless } = asked
  for (const one of [closed, nameless, { ...asked, at: 1 }, null, 'asked'])
    assert.throws(() => readRecord(JSON.stringify(one), 'asked'), TypeError)
  for (const chain of [undefined, { name: 'other', index: 0, previous: chainStart }, { name: 'open', index: -0.5 }])
    assert.throws(() => readRecord(JSON.stringify({ ...closed, chain }), 'closed'), TypeError)
  assert.throws(() => readRecord('{', 'asked'), SyntaxError)
  for (const number of [undefined, '0', 0.5])
    assert.throws(() => readRecord(JSON.stringify({ ...told, number }), 'case-event'), TypeError)
  const { chain: _chain, ...loose } = filed
  assert.throws(() => readRecord(JSON.stringify(loose), 'filed'), TypeError)
  assert.throws(() => readRecord(JSON.stringify(filed), 'case-event'), TypeError)
})
