import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId, utf8 } from '@madoguchi/kit'
import { sealedContactSizeBytes } from '@madoguchi/messages'
import type { Asked, PeerName, TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

const payload = new Uint8Array(sealedContactSizeBytes).fill(7)

describe('a citizen who asks a provider to look again', () => {
  let server: EmbeddedServer
  let net: TestCore

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
    await net.assignCode('aoba-shi', subjectOf('taro'))
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const askOwn = async () => net.ask('portal', await net.grantMandate(subjectOf('taro')))
  const press = (exchange: string, given: { from?: PeerName; payload?: Uint8Array } = {}) =>
    net.post(given.from ?? 'portal', {
      name: 'request-check',
      to: 'core',
      body: { exchange },
      payload: given.payload ?? payload,
      notAfter: net.test.clock.now().getTime() + dayMs,
    })
  const arrived = ({ exchange }: Asked) =>
    net.peers['aoba-shi'].take('check-requested').filter(({ body }) => body.exchange === exchange)
  const refusals = () => net.peers.portal.events.splice(0)

  it('is passed on with the very bytes that the portal sealed, and the portal is told nothing but that it came', async () => {
    for (const sealed of [new Uint8Array(0), utf8.encode('an answer')]) {
      const asked = await askOwn()
      await net.answer('aoba-shi', asked, {}, sealed)
      const before = net.peers.portal.received.length
      refusals()
      await press(asked.exchange)
      assert.deepEqual(
        arrived(asked).map((message) => Buffer.from(message.payload).equals(payload)),
        [true],
      )
      assert.equal(net.peers.portal.received.length, before)
      assert.deepEqual(refusals(), [])
    }
  })

  it('is refused for an exchange that is open, taken back, not there or asked by somebody else', async () => {
    const open = await askOwn()
    const withdrawn = await askOwn()
    const body = { exchange: withdrawn.exchange }
    await net.post('portal', { name: 'withdraw', to: 'core', body, notAfter: net.test.clock.now().getTime() + dayMs })
    const linkCode = await net.assignCode('mihon-shi', subjectOf('taro'))
    const ofAgency = await net.ask('mihon-shi', { linkCode })
    await net.answer('aoba-shi', ofAgency)
    for (const exchange of [open.exchange, withdrawn.exchange, ofAgency.exchange, makeId('exc')]) {
      refusals()
      await press(exchange)
      assert.match(refusals().join(), /EXCHANGE_UNKNOWN/)
    }
    for (const asked of [open, withdrawn, ofAgency]) assert.deepEqual(arrived(asked), [])
  })

  it('is refused in any other size, which would say something about what is in it', async () => {
    const asked = await askOwn()
    await net.answer('aoba-shi', asked)
    for (const other of [new Uint8Array(0), payload.subarray(1), new Uint8Array(payload.length + 1)]) {
      refusals()
      await press(asked.exchange, { payload: other })
      assert.match(refusals().join(), /EXCHANGE_MISMATCH/)
    }
    assert.deepEqual(arrived(asked), [])
  })

  it('cannot be sent by an agency', async () => {
    const asked = await askOwn()
    await net.answer('aoba-shi', asked)
    await press(asked.exchange, { from: 'mihon-shi' })
    assert.deepEqual(arrived(asked), [])
  })
})
