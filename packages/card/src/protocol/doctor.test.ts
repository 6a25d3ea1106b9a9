import assert from 'node:assert'
import { test } from 'node:test'
import { chainCodes } from './codes.ts'
import { failureCopy } from './copy.ja.ts'
import { badLine, diagnoseHost } from './doctor.ts'
import type { HostStatus } from './native.ts'

const now = new Date('2026-11-22T00:00:00Z')
const reader = { name: 'A reader', hasCard: true, isInUse: false }
const card = {
  applications: ['jpki', 'attributes'],
  authenticationCertificate: { issuer: 'test', notBefore: '2026-01-01T00:00:00Z', notAfter: '2035-12-31T15:00:00Z' },
  hasSigningCertificate: true,
  tries: { authentication: 3, signing: 5, attributes: 3 },
} satisfies NonNullable<HostStatus['card']>
const well: HostStatus = { pcsc: 'ready', readers: [reader], card }

function troubles(status: HostStatus) {
  return diagnoseHost(status, now).flatMap(({ check, state, code }) => (state === 'good' ? [] : [[check, state, code]]))
}

test('where all is well every line is good, with the reader, the last day and the tries', () => {
  const lines = diagnoseHost(well, now)
  assert.equal(lines.length, 10)
  assert(lines.every(({ state, next }) => state === 'good' && next === undefined))
  const text = lines.map(({ title, sentence }) => `${title}: ${sentence}`).join('\n')
  assert.match(text, /A reader/)
  assert.match(text, /2036年1月1日まで/)
  assert.match(text, /あと5回/)
})

test('the first thing that is missing is named, with the one thing to do', () => {
  assert.deepEqual(troubles({ pcsc: 'missing', readers: [] }), [['pcsc', 'bad', 'PCSC_MISSING']])
  assert.deepEqual(troubles({ pcsc: 'ready', readers: [] }), [['reader', 'bad', 'CARD_NO_READER']])
  assert.deepEqual(troubles({ pcsc: 'ready', readers: [{ ...reader, hasCard: false }] }), [
    ['card', 'bad', 'CARD_NO_CARD'],
  ])
  for (const code of ['CARD_BUSY', 'CARD_REMOVED', 'CARD_READER_FAILED']) {
    assert.deepEqual(troubles({ ...well, card: { code, applications: [], tries: {} } }), [['card', 'bad', code]])
  }
  const other = { code: 'CARD_NOT_JPKI', applications: [], tries: {} }
  assert.deepEqual(troubles({ ...well, card: other }), [['jpki', 'bad', 'CARD_NOT_JPKI']])
})

test('an old certificate, a blocked PIN and a last try are found; a child’s card is only told what it cannot do', () => {
  const old = { ...card.authenticationCertificate, notAfter: '2026-11-21T00:00:00Z' }
  const check = 'authentication-certificate'
  assert.deepEqual(troubles({ ...well, card: { ...card, authenticationCertificate: old } }), [
    [check, 'bad', 'EXPIRED'],
  ])
  const tries = { authentication: 0, attributes: 1, signing: 5 }
  assert.deepEqual(troubles({ ...well, card: { ...card, tries } }), [
    ['authentication-tries', 'bad', 'CARD_PIN_BLOCKED'],
    ['attributes-tries', 'bad', 'CARD_LAST_TRY'],
  ])
  const child = { ...card, hasSigningCertificate: false }
  assert.deepEqual(troubles({ ...well, card: child }), [['signing-certificate', 'hint', 'NO_SIGNING_CERTIFICATE']])
})

test('every code of the chain has words of its own, and a strange one is not passed off as another', () => {
  const titles = Object.values(failureCopy).map(({ title }) => title)
  assert.equal(new Set(titles).size, titles.length)
  for (const code of Object.keys(chainCodes)) assert.equal(badLine('host', code).code, code)
  assert.equal(badLine('host', 'toString').code, 'toString')
})

test('a certificate that ends within three months by the calendar is told, with its last day, and stops nobody', () => {
  const ending = (notAfter: string): HostStatus => ({
    ...well,
    card: { ...card, authenticationCertificate: { ...card.authenticationCertificate, notAfter } },
  })
  assert.deepEqual(troubles(ending('2027-02-22T00:00:00Z')), [['authentication-certificate', 'hint', 'ENDS_SOON']])
  assert.deepEqual(troubles(ending('2027-02-22T00:00:01Z')), [])
  assert.deepEqual(troubles(ending('2026-11-21T23:59:59Z')), [['authentication-certificate', 'bad', 'EXPIRED']])
  const [line] = diagnoseHost(ending('2027-01-31T14:59:59Z'), now).filter(({ code }) => code === 'ENDS_SOON')
  assert.match(line?.sentence ?? '', /まもなく期限が切れます。\(2027年1月31日まで\)/)
})

test('a card without a PIN, without certificates, of the next generation or put in wrongly has words of its own, and none calls it broken', () => {
  const pinless = { ...card, hasSigningCertificate: false, tries: { authentication: 0, attributes: 0 } }
  assert.deepEqual(troubles({ ...well, card: pinless }), [
    ['signing-certificate', 'hint', 'NO_SIGNING_CERTIFICATE'],
    ['authentication-tries', 'bad', 'CARD_WITHOUT_PIN'],
  ])
  const { authenticationCertificate: _, ...without } = card
  assert.deepEqual(troubles({ ...well, card: without }), [['authentication-certificate', 'bad', 'CARD_NO_CERTIFICATE']])
  for (const [code, check] of [
    ['CARD_NO_CERTIFICATE', 'authentication-certificate'],
    ['CARD_NEXT_GENERATION', 'authentication-certificate'],
    ['CARD_MUTE', 'card'],
    ['CARD_SEVERAL', 'card'],
  ] as const) {
    const readers = [{ ...reader, hasCard: code !== 'CARD_MUTE' }]
    assert.deepEqual(troubles({ pcsc: 'ready', readers, card: { code, applications: [], tries: {} } }), [
      [check, 'bad', code],
    ])
    assert.doesNotMatch(failureCopy[code].title, /こわれて|壊れて/)
  }
})
