import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId, utf8 } from '@madoguchi/kit'
import type { Asked, PeerName, TestCore } from './open-test-core.ts'
import { openTestCore, subjectOf } from './open-test-core.ts'

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

  it('refuses what is another provider’s, what an agency asked, and what never was, with all that came with it', async () => {
    const mine = await askByPortal()
    await net.answer('aoba-shi', mine, {}, sealed)
    const between = await net.ask('mihon-shi', { linkCode: cityCode })
    await net.answer('aoba-shi', between, {}, sealed)
    const before = told().length
    assert.equal(await retire('mihon-kenpo', [mine.exchange]), 'EXCHANGE_UNKNOWN')
    assert.equal(await retire('aoba-shi', [mine.exchange, between.exchange]), 'EXCHANGE_UNKNOWN')
    assert.equal(await retire('aoba-shi', [mine.exchange, makeId('exc')]), 'EXCHANGE_UNKNOWN')
    assert.equal(told().length, before)
  })

  it('waits for an answer that it overtook, and passes over what ended without one', async () => {
    const [open, empty] = [await askByPortal(), await askByPortal()]
    await net.answer('aoba-shi', empty, { outcome: 'no-data' })
    const before = told().length
    await retire('aoba-shi', [open.exchange, empty.exchange])
    assert.equal(told().length, before)
    await net.answer('aoba-shi', open, {}, sealed)
    net.test.clock.advance(dayMs / 2)
    await net.peers['aoba-shi'].delivery.sweep()
    await net.test.settle()
    assert.deepEqual(told().slice(before), [open.exchange])
  })
})
