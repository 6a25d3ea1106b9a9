import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex, systemRandom } from '@madoguchi/kit'
import type { AskedRecord, ClosedRecord } from '@madoguchi/ledger'
import { chainStart, encodeCanonical, makeEntry, saltSizeBytes } from '@madoguchi/ledger'
import { makeAskingLog } from '../asking.ts'
import { markOf } from '../cast.ts'
import type { Collected, LedgerRow } from './collect.ts'
import { judge, judgeDigests } from './judge.ts'

// A judge who never finds anything is worth nothing: each fault is put into sound records, and must be found.

const person = 'ab'.repeat(16)
const exchange = 'exc_AAAAAAAAAAAAAAAAAAAAAA'
const facts = {
  exchange,
  inquirer: 'mihon-kenpo',
  provider: 'mihon-shi',
  affair: 'health-insurance-benefit',
  type: 'local-tax',
  askDigest: '11'.repeat(32),
} as const

function rowOf(record: AskedRecord | ClosedRecord): LedgerRow {
  const entry = makeEntry(record, systemRandom.bytes(saltSizeBytes))
  return {
    exchange: record.exchange,
    kind: record.kind,
    record: new TextDecoder().decode(encodeCanonical(record)),
    salt: hex.encode(entry.salt),
    leafHash: hex.encode(entry.leafHash),
  }
}

function makeSound(): Collected {
  const asked = rowOf({ kind: 'asked', at: '2026-11-22T06:00:00.000Z', basis: '3', ...facts })
  const closed = rowOf({
    kind: 'closed',
    exchange,
    at: '2026-11-22T06:00:01.000Z',
    asked: asked.leafHash,
    outcome: 'answered',
    answerDigest: '22'.repeat(32),
    chain: { name: 'open', index: 0, previous: chainStart },
  })
  return {
    inquired: [{ ...facts, outcome: 'answered', person: 7, mark: String(markOf('mihon-shi', 7)) }],
    provided: [{ ...facts, basis: '3', outcome: 'answered' }],
    kept: [{ ...facts, person, basis: '3', askedLeaf: asked.leafHash, outcome: 'answered' }],
    ledger: [asked, closed],
    chains: [{ person, name: 'open', length: 1, head: closed.leafHash }],
    deadLetters: [],
    waiting: [],
    accepted: new Map([
      ['core whom', 1],
      ['core provide', 1],
      ['mihon-kenpo closed', 1],
      ['mihon-shi permit', 1],
    ]),
  }
}

function codesOf(collected: Collected, log = makeAskingLog()): string[] {
  const complaints = [...judge(collected, log).complaints, ...judgeDigests(collected)]
  return [...new Set(complaints.map(({ code }) => code))].sort()
}

test('sound records are found sound', () => {
  assert.deepEqual(codesOf(makeSound()), [])
})

test('an inquiry that was acknowledged and is not there is lost', () => {
  const log = makeAskingLog()
  log.acknowledged.push({
    exchange: 'exc_other',
    inquirer: 'mihon-kenpo',
    provider: 'mihon-shi',
    person: 7,
    askedAt: 0,
  })
  assert.deepEqual(codesOf(makeSound(), log), ['LOST'])
})

test('each fault in the records is found', () => {
  const sound = makeSound()
  const [inquired] = sound.inquired
  const [provided] = sound.provided
  const [kept] = sound.kept
  const [asked, closed] = sound.ledger
  const [chain] = sound.chains
  assert(inquired && provided && kept && asked && closed && chain)
  const faults: [string, Partial<Collected>, string][] = [
    ['no outcome', { inquired: [{ ...inquired, outcome: null }] }, 'LOST'],
    ['unknown to the core', { kept: [] }, 'LOST'],
    ['not provided', { provided: [] }, 'LOST'],
    ['provided twice', { provided: [provided, provided] }, 'DOUBLED'],
    ['nobody asked', { inquired: [] }, 'DOUBLED'],
    ['another outcome at the asker', { inquired: [{ ...inquired, outcome: 'no-data' }] }, 'DISAGREE'],
    ['another digest at the provider', { provided: [{ ...provided, askDigest: '33'.repeat(32) }] }, 'DISAGREE'],
    ['another digest of the answer', { inquired: [{ ...inquired, answerDigest: '44'.repeat(32) }] }, 'DISAGREE'],
    ['about somebody else', { inquired: [{ ...inquired, mark: String(markOf('mihon-shi', 8)) }] }, 'MISPLACED'],
    ['a ledger row changed', { ledger: [{ ...asked, salt: '00'.repeat(32) }, closed] }, 'LEDGER'],
    ['a ledger row gone', { ledger: [asked] }, 'LOST'],
    ['a ledger row twice', { ledger: [asked, closed, closed] }, 'DOUBLED'],
    ['an end that is no end', { chains: [{ ...chain, head: chainStart }] }, 'CHAIN'],
    ['a longer chain', { chains: [{ ...chain, length: 2 }] }, 'CHAIN'],
    ['a second answer taken in', { accepted: new Map([...sound.accepted, ['core provide', 2]]) }, 'DOUBLED'],
    [
      'a dead letter',
      { deadLetters: [{ role: 'core', id: 'msg_x', name: 'closed', code: 'EXCHANGE_CLOSED', reference: null }] },
      'DEAD_LETTER',
    ],
    ['a message left', { waiting: [{ role: 'core', id: 'msg_x', name: 'closed' }] }, 'LOST'],
  ]
  for (const [what, changes, code] of faults)
    assert.ok(codesOf({ ...sound, ...changes }).includes(code), `${what}: ${codesOf({ ...sound, ...changes })}`)
})
