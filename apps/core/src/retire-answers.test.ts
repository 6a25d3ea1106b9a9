import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId, utf8 } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { Asked, PeerName, TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

const sealed = utf8.encode('what only the inquirer can open')

describe('a provider that lets go of answers, at the core', () => {
  let server: EmbeddedServer
  let net: TestCore
  let cityCode: string

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
    cityCode = await net.assignCode('mihon-shi', subjectOf('taro'))
    await net.assignCode('aoba-shi', subjectOf('taro'))
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })
  beforeEach(() => {
    for (const peer of Object.values(net.peers)) peer.events.length = 0
  })

  async function askByPortal(): Promise<Asked> {
    const mandate = await net.grantMandate(subjectOf('taro'))
    return net.ask('portal', { ...mandate, provider: 'aoba-shi', affair: 'self-information', type: 'local-tax' })
  }
  async function retire(from: PeerName, exchanges: readonly string[]): Promise<string | undefined> {
    const notAfter = net.test.clock.now().getTime() + dayMs
    await net.post(from, { name: 'retire-answers', to: 'core', body: { exchanges: [...exchanges] }, notAfter })
    return net.peers[from].events.at(-1)?.split(' ').at(-1)
  }
  const told = () => net.peers.portal.take('answers-retired').flatMap(({ body }) => body.exchanges)

  it('tells the portal which, and nothing of why or about whom', async () => {
    const asked = [await askByPortal(), await askByPortal()]
    for (const one of asked) await net.answer('aoba-shi', one, {}, sealed)
    await retire(
      'aoba-shi',
      asked.map(({ exchange }) => exchange),
    )
    const [message] = net.peers.portal.take('answers-retired')
    assert.deepEqual(Object.keys(message?.body ?? {}), ['exchanges'])
    assert.deepEqual(told().sort(), asked.map(({ exchange }) => exchange).sort())
  })

  it('refuses what is another provider’s, what an agency asked, and what never was, and says how many to its operator', async () => {
    const mine = await askByPortal()
    await net.answer('aoba-shi', mine, {}, sealed)
    const between = await net.ask('mihon-shi', { linkCode: cityCode })
    await net.answer('aoba-shi', between, {}, sealed)
    const before = told().length
    net.logged.length = 0
    assert.equal(await retire('mihon-kenpo', [mine.exchange]), 'EXCHANGE_UNKNOWN')
    assert.equal(await retire('aoba-shi', [between.exchange]), 'EXCHANGE_UNKNOWN')
    assert.equal(await retire('aoba-shi', [makeId('exc')]), 'EXCHANGE_UNKNOWN')
    assert.equal(told().length, before)
    assert.deepEqual(net.logged, ['RETIREMENT_UNKNOWN', 'RETIREMENT_UNKNOWN', 'RETIREMENT_UNKNOWN'])
  })

  it('passes on all others of a list in which one is unknown, and the agency hears that one was', async () => {
    const asked: Asked[] = []
    for (let i = 0; i < 5; i++) asked.push(await askByPortal())
    for (const one of asked) await net.answer('aoba-shi', one, {}, sealed)
    const exchanges = asked.map(({ exchange }) => exchange)
    const before = told().length
    assert.equal(await retire('aoba-shi', exchanges.toSpliced(2, 0, makeId('exc'))), 'EXCHANGE_UNKNOWN')
    assert.deepEqual(told().slice(before).sort(), exchanges.toSorted())
  })

  it('passes on all others of a list in which one was asked by a portal that has left the directory', async () => {
    const stays = await askByPortal()
    await net.answer('aoba-shi', stays, {}, sealed)
    const left = makeId('exc')
    await sql`
      insert into exchanges (exchange_id, person_id, inquirer, provider, affair, type, ask_digest, asked_at, asked_leaf, not_after)
      select ${left}, person_id, 'old-portal', provider, affair, type, ask_digest, asked_at, asked_leaf, not_after
      from exchanges where exchange_id = ${stays.exchange}`.execute(net.db.kysely)
    const before = told().length
    assert.equal(await retire('aoba-shi', [left, stays.exchange]), 'EXCHANGE_UNKNOWN')
    assert.deepEqual(told().slice(before), [stays.exchange])
  })

  it('waits for an answer that it overtook, for that one alone, and passes over what ended without one', async () => {
    const [open, empty, there] = [await askByPortal(), await askByPortal(), await askByPortal()]
    await net.answer('aoba-shi', empty, { outcome: 'no-data' })
    await net.answer('aoba-shi', there, {}, sealed)
    const before = told().length
    await retire('aoba-shi', [open.exchange, empty.exchange, there.exchange])
    assert.deepEqual(told().slice(before), [there.exchange])
    await net.answer('aoba-shi', open, {}, sealed)
    net.test.clock.advance(dayMs / 2)
    await net.peers['aoba-shi'].delivery.sweep()
    await net.test.settle()
    assert.deepEqual(
      told()
        .slice(before + 1)
        .sort(),
      [open.exchange, there.exchange].sort(),
    )
  })
})
