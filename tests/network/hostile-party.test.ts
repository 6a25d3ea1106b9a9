import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { base64url } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { digestMandate } from '@madoguchi/messages'
import { getPartyPlan } from '@madoguchi/nation'
import { openCitizen } from './citizen.ts'
import { openHostileParty } from './hostile-party.ts'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation({ residents: 16 })
})
after(() => nation[Symbol.asyncDispose]())

test('a party that signs what its kind may not, speaks to others, or writes a list of a million is refused by name', async () => {
  const city = await openHostileParty(nation, 'mihon-shi')
  const before = await city.countAll()
  const exchange = 'exc_AAAAAAAAAAAAAAAAAAAAAA'
  assert.equal(
    await city.say('core', { name: 'assign-code', body: { party: 'mihon-shi', items: [] } }),
    'MESSAGE_SENDER_NOT_ALLOWED',
  )
  assert.equal(await city.say('core', { name: 'closed', body: { exchange } }), 'MESSAGE_SENDER_NOT_ALLOWED')
  assert.equal(await city.say('core', { name: 'no-such-message', body: {} }), 'MESSAGE_UNKNOWN')
  assert.equal(await city.say('core', { name: 'withdraw', body: { exchange, extra: 1 } }), 'MESSAGE_SCHEMA')
  assert.equal(await city.say('core', { name: 'withdraw', body: '{"exchange": "x"}' }), 'MESSAGE_SCHEMA')
  assert.equal(
    await city.say('core', { name: 'withdraw', body: { exchange }, to: getPartyPlan('portal').party.id }),
    'MESSAGE_NOT_FOR_US',
  )
  const item = { acquisition: 'acq_AAAAAAAAAAAAAAAAAAAAAA', residentCode: '12345678901' }
  const many = Array.from({ length: 300 }, () => item)
  assert.equal(await city.say('registry', { name: 'acquire-code', body: { items: many } }), 'MESSAGE_SCHEMA')
  const million = Array.from({ length: 1_000_000 }, () => 1)
  assert.equal(await city.say('registry', { name: 'acquire-code', body: { items: million } }), 'MESSAGE_TOO_LARGE')
  assert.equal(
    await city.say('core', { name: 'withdraw', body: { exchange }, payload: new Uint8Array(10) }),
    'MESSAGE_SCHEMA',
  )
  assert.equal(
    await city.say('core', { name: 'answer', body: {}, payload: new Uint8Array(270_000) }),
    'MESSAGE_TOO_LARGE',
  )
  assert.deepEqual(await city.countAll(), before, 'nothing changed')
})

test('an agency cannot answer, withdraw or ask for others: not another’s exchange, not with another’s code, not without a permit', async () => {
  const hanako = await openCitizen(nation, 'hanako')
  const reconnect = nation.disconnect('mihon-shi')
  const asked = await hanako.ask(['local-tax'], 1)
  const exchange = asked.items[0]?.exchange ?? assert.fail()
  const insurer = await openHostileParty(nation, 'mihon-kenpo')
  const digest = 'A'.repeat(43)
  const answer = { exchange, askDigest: digest, outcome: 'no-data', hideRecord: false }
  assert.equal(await insurer.say('core', { name: 'answer', body: answer }), 'EXCHANGE_UNKNOWN')
  assert.equal(await insurer.say('core', { name: 'withdraw', body: { exchange } }), 'EXCHANGE_UNKNOWN')
  const city = await openHostileParty(nation, 'mihon-shi')
  assert.equal(await city.say('core', { name: 'answer', body: answer }), 'EXCHANGE_MISMATCH', 'another digest')
  const foreign = await city.linkCodeOf('mihon-shi')
  assert.equal(await insurer.askAbout(foreign), 'LINK_CODE_INVALID')
  assert.equal(await insurer.askAbout(`1.${'B'.repeat(42)}A`), 'LINK_CODE_INVALID')
  reconnect()
  const isAnswered = async () => (await hanako.look(asked.request)).items[0]?.state === 'answered'
  await waitUntil(isAnswered, { what: 'the true answer', everyMs: 100 })
})

test('a permit comes from the core alone, and fits the one ask that it encloses', async () => {
  const insurer = await openHostileParty(nation, 'mihon-kenpo')
  const body = {
    exchange: 'exc_BBBBBBBBBBBBBBBBBBBBBA',
    linkCode: await insurer.linkCodeOf('mihon-shi'),
    inquirer: 'mihon-kenpo',
    askDigest: 'A'.repeat(43),
    basis: '3',
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  }
  assert.equal(await insurer.say('mihon-shi', { name: 'permit', body }), 'MESSAGE_SENDER_NOT_ALLOWED')
  const core = await openHostileParty(nation, 'core')
  assert.equal(await core.say('mihon-shi', { name: 'permit', body }), 'MESSAGE_ENCLOSURE', 'a core without an ask')
  const enclosed = insurer.sealAsk({ to: 'mihon-shi', exchange: 'exc_CCCCCCCCCCCCCCCCCCCCCA' })
  assert.equal(await core.say('mihon-shi', { name: 'permit', body, enclosures: [enclosed] }), 'MESSAGE_ENCLOSURE')
  const naming = { ...body, askDigest: insurer.digestOf(enclosed) }
  assert.equal(
    await core.say('mihon-shi', { name: 'permit', body: naming, enclosures: [enclosed] }),
    'EXCHANGE_MISMATCH',
  )
})

test('a mandate that is nobody’s, or another portal’s, opens no records; one who is no portal cannot ask for them', async () => {
  const portal = await openHostileParty(nation, 'portal')
  const request = { linkCode: `1.${'B'.repeat(42)}A`, mandate: 'man_AAAAAAAAAAAAAAAAAAAAAA', limit: 10 }
  const records = { ...request, request: 'rec_AAAAAAAAAAAAAAAAAAAAAA', readerKey: portal.readerKey }
  assert.equal(await portal.say('core', { name: 'list-records', body: records }), 'MANDATE_NOT_LIVE')
  const low = { ...records, readerKey: 'A'.repeat(43) }
  assert.equal(
    await portal.say('core', { name: 'list-records', body: low }),
    'MESSAGE_SCHEMA',
    'a key that keeps no secret',
  )
  const city = await openHostileParty(nation, 'mihon-shi')
  assert.equal(await city.say('core', { name: 'list-records', body: records }), 'MESSAGE_SENDER_NOT_ALLOWED')
  const heard = portal.overhear()
  await openCitizen(nation, 'hanako')
  await openCitizen(nation, 'taro')
  const [one, other] = heard
  assert.ok(one !== undefined && other !== undefined && one.linkCode !== other.linkCode)
  const list = (linkCode: string, mandate: string, request: string) =>
    portal.say('core', { name: 'list-records', body: { ...records, request, linkCode, mandate } })
  assert.equal(
    await list(one.linkCode, other.mandate, 'rec_BBBBBBBBBBBBBBBBBBBBBA'),
    'MANDATE_NOT_LIVE',
    'another’s mandate',
  )
  assert.equal(await list(one.linkCode, one.mandate, 'rec_CCCCCCCCCCCCCCCCCCCCCA'), undefined, 'their own is live')
  const end = (body: object) => portal.say('core', { name: 'end-mandate', body })
  assert.equal(await end({ mandateDigest: base64url.encode(digestMandate(one.mandate)) }), undefined)
  assert.equal(await list(one.linkCode, one.mandate, 'rec_DDDDDDDDDDDDDDDDDDDDDA'), 'MANDATE_NOT_LIVE', 'ended')
  assert.equal(await list(other.linkCode, other.mandate, 'rec_EEEEEEEEEEEEEEEEEEEEEA'), undefined)
  assert.equal(await end({ mandate: other.mandate }), undefined, 'as portals said it before')
  assert.equal(await list(other.linkCode, other.mandate, 'rec_FFFFFFFFFFFFFFFFFFFFFA'), 'MANDATE_NOT_LIVE', 'ended')
})

test('a party whose clock is ten minutes ahead or behind is understood; what is over, or never ends, is refused', async () => {
  const core = await openHostileParty(nation, 'core')
  const body = { exchange: 'exc_DDDDDDDDDDDDDDDDDDDDDA' }
  const tenMinutes = 600_000
  const now = Date.now()
  assert.equal(
    await core.say('portal', { name: 'delayed', body, notAfter: now + 7 * 86_400_000 + tenMinutes }),
    undefined,
  )
  assert.equal(await core.say('portal', { name: 'delayed', body, notAfter: now + 3_600_000 - tenMinutes }), undefined)
  assert.equal(await core.say('portal', { name: 'delayed', body, notAfter: now - tenMinutes }), 'MESSAGE_EXPIRED')
  assert.equal(await core.say('portal', { name: 'delayed', body, notAfter: 0 }), 'MESSAGE_EXPIRED')
  assert.equal(await core.say('portal', { name: 'delayed', body, notAfter: now + 32 * 86_400_000 }), 'MESSAGE_SCHEMA')
  assert.equal(await core.say('portal', { name: 'delayed', body, notAfter: Number.MAX_SAFE_INTEGER }), 'MESSAGE_SCHEMA')
})

test('after all of this nobody logged a fault, and the house still works', async () => {
  const ken = await openCitizen(nation, 'ken')
  const asked = await ken.ask(['local-tax'])
  assert.ok(asked.items.every(({ state }) => state === 'answered' || state === 'nothing-to-show'))
  assert.deepEqual(
    nation.logged.filter((line) => /REQUEST_FAILED|API_FAILED|HANDLER_FAILED|\[refused\]/.test(line)),
    [],
  )
})
