import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId, minuteMs, systemRandom } from '@madoguchi/kit'
import type { Draft } from '@madoguchi/messages'
import { composeInquiries, deriveReaderKey } from '@madoguchi/messages'
import type { TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

describe('words to the core that overtake each other', () => {
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
  beforeEach(() => {
    for (const peer of Object.values(net.peers)) peer.events.length = 0
  })

  const notAfter = () => net.test.clock.now().getTime() + dayMs

  /** A citizen's question as it leaves the portal. */
  async function compose(mandate: { linkCode: string; mandate: string }): Promise<Draft<'whom'>> {
    const exchange = makeId('exc')
    const { publicKey: readerKey } = await deriveReaderKey(systemRandom.bytes(32), exchange)
    const body = { exchange, affair: 'self-information', type: 'local-tax', readerKey }
    const inquiry = { body, core: 'core', provider: 'aoba-shi', notAfter: notAfter() }
    const [composed] = composeInquiries({
      from: 'portal',
      inquiries: [{ ...inquiry, linkCode: mandate.linkCode, mandate: mandate.mandate }],
    })
    return composed?.whom ?? assert.fail()
  }
  const withdraw = ({ body: { exchange } }: Draft<'whom'>): Draft => ({
    ...{ name: 'withdraw', to: 'core', body: { exchange } },
    notAfter: notAfter(),
  })
  const endMandate = ({ mandate }: { mandate: string }): Draft => ({
    ...{ name: 'end-mandate', to: 'core', body: { mandate } },
    notAfter: notAfter(),
  })
  const post = (drafts: readonly Draft[]) =>
    net.peers.portal.delivery.transact(async (work) => {
      for (const draft of drafts) work.post(draft)
    })

  it('a citizen who takes a question back before it reached the core is not asked about', async () => {
    const whom = await compose(await net.grantMandate(subjectOf('taro')))
    await post([withdraw(whom)])
    await net.test.settle()
    await post([whom])
    await net.test.settle()
    net.test.clock.advance(minuteMs)
    await net.peers.portal.delivery.sweep()
    await net.test.settle()
    assert.equal(net.closedOf('portal', whom.body.exchange)?.outcome, 'withdrawn')
    assert.deepEqual(net.peers.portal.events, [], 'nothing was refused')
    assert.deepEqual(await net.peers.portal.db.kysely.selectFrom('outbox').selectAll().execute(), [])
  })

  it('a withdrawal of what never comes waits no longer than it lives, and sinks nothing that came with it', async () => {
    const [lost, asked] = [
      await compose(await net.grantMandate(subjectOf('taro'))),
      await compose(await net.grantMandate(subjectOf('taro'))),
    ]
    await post([withdraw(lost), asked])
    await net.test.settle()
    assert.ok(net.permitOf('aoba-shi', asked.body.exchange))
    net.test.clock.advance(2 * dayMs)
    await net.peers.portal.delivery.sweep()
    await net.test.settle()
    assert.deepEqual(
      net.peers.portal.events.map((event) => event.split(' ').at(-1)),
      ['DELIVERY_EXPIRED'],
    )
  })

  it('a question and its withdrawal that come in one batch end as withdrawn, though another’s withdrawal came first', async () => {
    const mandate = await net.grantMandate(subjectOf('taro'))
    const [first, second] = [await compose(mandate), await compose(mandate)]
    await post([first])
    await net.test.settle()
    await post([withdraw(first), second, withdraw(second)])
    await net.test.settle()
    for (const { body } of [first, second]) assert.equal(net.closedOf('portal', body.exchange)?.outcome, 'withdrawn')
  })

  it('what a citizen asked before they logged out is asked, though another’s log-out stands before it in the batch', async () => {
    const [hanako, taro] = [await net.grantMandate(subjectOf('hanako')), await net.grantMandate(subjectOf('taro'))]
    const whom = await compose(taro)
    await post([endMandate(hanako), whom, endMandate(taro)])
    await net.test.settle()
    assert.ok(net.permitOf('aoba-shi', whom.body.exchange))
    const late = await compose(taro)
    await post([late])
    await net.test.settle()
    assert.equal(net.closedOf('portal', late.body.exchange)?.reason, 'MANDATE_NOT_LIVE')
  })
})
