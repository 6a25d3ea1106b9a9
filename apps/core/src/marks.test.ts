import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { base64url, dayMs, hourMs } from '@madoguchi/kit'
import type { ClosedRecord } from '@madoguchi/ledger'
import type { Draft, MessageBody } from '@madoguchi/messages'
import { composeProvisions } from '@madoguchi/messages'
import type { Asked, PeerName, TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

type Mark = MessageBody<'provide'>['record']

describe('whether a record may be shown to its person (番号法23条2項)', () => {
  let server: EmbeddedServer
  let net: TestCore
  let linkCode: string
  let aoi: { linkCode: string; mandate: string }

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
    linkCode = await net.assignCode('mihon-shi', subjectOf('aoi'))
    await net.assignCode('aoba-shi', subjectOf('aoi'))
    aoi = await net.grantMandate(subjectOf('aoi'))
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const inADay = () => net.test.clock.now().getTime() + dayMs

  /** みほん市 asks about Aoi, with its own mark. */
  function ask(record?: Mark, changes: Partial<Parameters<TestCore['ask']>[1]> = {}): Promise<Asked> {
    const forge = record === undefined ? {} : { forge: (whom: Draft<'whom'>) => marked(whom, record) }
    return net.ask('mihon-shi', { linkCode, ...forge, ...changes })
  }

  function marked<One extends { body: object }>(draft: One, record: Mark): One {
    return { ...draft, body: { ...draft.body, record } }
  }

  async function provide(from: PeerName, { exchange, ask: asked }: Asked, record: Mark, outcome = 'no-data' as const) {
    const askDigest = base64url.encode(asked.digest)
    const body = { exchange, askDigest, outcome, hideRecord: false }
    const [draft] = composeProvisions({ from, core: 'core', provisions: [{ body, record, notAfter: inADay() }] })
    net.peers[from].events.length = 0
    await net.post(from, draft ?? assert.fail())
    return net.peers[from].events.at(-1)?.split(' ').at(-1)
  }

  const withdraw = (exchange: string, record?: Mark) =>
    net.post('mihon-shi', {
      name: 'withdraw',
      to: 'core',
      body: { exchange, ...(record === undefined ? {} : { record }) },
      notAfter: inADay(),
    })

  const say = (exchange: string, record: Mark, from: PeerName = 'aoba-shi') =>
    net.post(from, { name: 'say-record', to: 'core', body: { exchange, record }, notAfter: inADay() })

  /** How it stands in the ledger: its outcome and chain. */
  async function lineOf(exchange: string): Promise<string> {
    const rows = await net.db.kysely
      .selectFrom('ledger_entries')
      .select('record')
      .where('exchange_id', '=', exchange)
      .where('kind', '=', 'closed')
      .execute()
    assert.ok(rows.length <= 1)
    if (rows[0] === undefined) return 'not closed'
    const { outcome, chain } = JSON.parse(rows[0].record) as ClosedRecord
    return `${outcome} ${chain.name}`
  }

  it('the provider’s mark stays at the core: what is handed on looks the same either way', async () => {
    const [hidden, shown] = [await ask(), await ask()]
    await provide('aoba-shi', hidden, 'hide')
    await provide('aoba-shi', shown, 'open')
    assert.deepEqual([await lineOf(hidden.exchange), await lineOf(shown.exchange)], ['no-data sealed', 'no-data open'])
    const handedOn = net.peers['mihon-shi'].take('closed').slice(-2)
    assert.deepEqual(new Set(handedOn.map(({ bytes }) => bytes.length)).size, 1)
    for (const { enclosures } of handedOn)
      assert.doesNotMatch(Buffer.from(enclosures[0] ?? []).toString('latin1'), /hide"/)
  })

  it('who asks may withhold it, too: whatever becomes of the question', async () => {
    const answered = await ask('hide')
    await provide('aoba-shi', answered, 'open')
    assert.equal(await lineOf(answered.exchange), 'no-data sealed')
    const refused = await ask('hide', { affair: 'nursery-care' })
    assert.equal(await lineOf(refused.exchange), 'not-permitted sealed')
    const takenBack = await ask('hide')
    await withdraw(takenBack.exchange)
    assert.equal(await lineOf(takenBack.exchange), 'withdrawn sealed')
    const late = await ask('hide', { livesMs: hourMs })
    net.test.clock.advance(2 * hourMs)
    await net.core.expire()
    await net.test.settle()
    assert.equal(await lineOf(late.exchange), 'expired sealed')
    assert.deepEqual(net.peers['aoba-shi'].take('ask-record'), [], 'there was nothing left to ask')
  })

  it('a mark when taking back is enough', async () => {
    const { exchange } = await ask('open')
    await withdraw(exchange, 'hide')
    assert.equal(await lineOf(exchange), 'withdrawn sealed')
    assert.equal(net.closedOf('mihon-shi', exchange)?.outcome, 'withdrawn')
  })

  it('who asked may withhold it later, too: while it is open, and while its provider has not spoken; a line that stands stays', async () => {
    const hideLater = (exchange: string, from: PeerName = 'mihon-shi') =>
      net.post(from, { name: 'hide-record', to: 'core', body: { exchange }, notAfter: inADay() })
    const answered = await ask('open')
    await hideLater(answered.exchange)
    await hideLater(answered.exchange)
    await provide('aoba-shi', answered, 'open')
    assert.equal(await lineOf(answered.exchange), 'no-data sealed')
    const takenBack = await ask('open')
    await hideLater(takenBack.exchange)
    await withdraw(takenBack.exchange, 'open')
    assert.equal(await lineOf(takenBack.exchange), 'withdrawn sealed')
    const late = await ask('open', { livesMs: hourMs })
    net.test.clock.advance(2 * hourMs)
    await net.core.expire()
    await net.test.settle()
    assert.equal(await lineOf(late.exchange), 'not closed')
    await hideLater(late.exchange)
    await say(late.exchange, 'open')
    assert.equal(await lineOf(late.exchange), 'expired sealed')
    const told = net.peers['mihon-shi'].take('closed').filter(({ body }) => body.exchange === late.exchange)
    assert.equal(told.length, 1, 'nobody is told twice')
    const done = await ask('open')
    await provide('aoba-shi', done, 'open')
    await hideLater(done.exchange)
    assert.equal(await lineOf(done.exchange), 'no-data open')
    const another = await ask('open')
    net.peers['mihon-kenpo'].events.length = 0
    await hideLater(another.exchange, 'mihon-kenpo')
    assert.match(net.peers['mihon-kenpo'].events.at(-1) ?? '', /EXCHANGE_UNKNOWN/)
    await provide('aoba-shi', another, 'open')
    assert.equal(await lineOf(another.exchange), 'no-data open')
  })

  it('of what was taken back or expired the provider is asked, and nothing is written before it spoke', async () => {
    for (const record of ['hide', 'open'] as const) {
      const [takenBack, late] = [await ask('open'), await ask('open', { livesMs: hourMs })]
      await withdraw(takenBack.exchange, 'open')
      net.test.clock.advance(2 * hourMs)
      await net.core.expire()
      await net.core.expire()
      await net.test.settle()
      for (const [{ exchange }, outcome] of [
        [takenBack, 'withdrawn'],
        [late, 'expired'],
      ] as const) {
        assert.equal(net.closedOf('mihon-shi', exchange)?.outcome, outcome, 'who asked hears at once')
        assert.equal(await lineOf(exchange), 'not closed')
        const asked = net.peers['aoba-shi'].take('ask-record').filter(({ body }) => body.exchange === exchange)
        assert.equal(asked.length, 1)
        assert.equal(asked[0]?.body.linkCode, net.permitOf('aoba-shi', exchange).body.linkCode)
        await provide('aoba-shi', takenBack, 'open')
        await say(exchange, record)
        await say(exchange, record === 'hide' ? 'open' : 'hide')
        assert.equal(await lineOf(exchange), `${outcome} ${record === 'hide' ? 'sealed' : 'open'}`)
      }
      const told = net.peers['mihon-shi'].take('closed').filter(({ body }) => body.exchange === late.exchange)
      assert.equal(told.length, 1, 'nobody is told twice')
    }
  })

  it('a provider that is silent for thirty days has the line withheld, and an operator hears of it', async () => {
    const { exchange } = await ask('open')
    await withdraw(exchange, 'open')
    net.test.clock.advance(29 * dayMs)
    await net.core.expire()
    assert.equal(await lineOf(exchange), 'not closed')
    net.test.clock.advance(2 * dayMs)
    await net.core.expire()
    assert.equal(await lineOf(exchange), 'withdrawn sealed')
    assert.ok(net.logged.includes('RECORD_UNSAID'))
    await say(exchange, 'open')
    assert.equal(await lineOf(exchange), 'withdrawn sealed')
  })

  it('nobody speaks for another: not of an exchange that is not theirs, open or closed', async () => {
    const { exchange, ask: asked } = await ask('open')
    net.peers['aoba-shi'].events.length = 0
    await say(exchange, 'hide')
    assert.match(net.peers['aoba-shi'].events.at(-1) ?? '', /EXCHANGE_UNKNOWN/, 'it has not ended yet')
    await withdraw(exchange, 'open')
    net.peers['mihon-kenpo'].events.length = 0
    await say(exchange, 'hide', 'mihon-kenpo')
    assert.match(net.peers['mihon-kenpo'].events.at(-1) ?? '', /EXCHANGE_UNKNOWN/)
    assert.equal(await provide('mihon-kenpo', { exchange, ask: asked }, 'hide'), 'EXCHANGE_UNKNOWN')
    assert.equal(await provide('aoba-shi', { exchange, ask: asked }, 'hide'), 'EXCHANGE_CLOSED')
    const other = await ask('open')
    assert.equal(await provide('aoba-shi', { exchange: other.exchange, ask: asked }, 'open'), 'EXCHANGE_MISMATCH')
  })

  it('one’s own question is never hidden, and closes at once, whoever says what', async () => {
    aoi = await net.grantMandate(subjectOf('aoi'))
    const own = () => net.ask('portal', { ...aoi, forge: (whom) => marked(whom, 'hide') })
    const answered = await own()
    await provide('aoba-shi', answered, 'hide')
    assert.equal(await lineOf(answered.exchange), 'no-data open')
    const { exchange } = await own()
    await net.post('portal', { name: 'withdraw', to: 'core', body: { exchange, record: 'hide' }, notAfter: inADay() })
    assert.equal(await lineOf(exchange), 'withdrawn open')
  })

  it('asks a provider that has no code for a person all the same, by a code of nobody, and only for the person themselves', async () => {
    const known = await net.ask('portal', { ...aoi })
    const stranger = await net.grantMandate(subjectOf('somebody without a code'))
    const unknown = [await net.ask('portal', { ...stranger }), await net.ask('portal', { ...stranger })]
    const permits = [known, ...unknown].map(({ exchange }) => net.permitOf('aoba-shi', exchange))
    assert.equal(new Set(permits.map(({ body }) => body.linkCode)).size, 3, 'a code of nobody is nobody’s twice')
    assert.deepEqual(new Set(permits.map(({ bytes }) => bytes.length)).size, 1)
    const shi = await net.assignCode('mihon-shi', subjectOf('another without a code'))
    const between = await net.ask('mihon-shi', { linkCode: shi })
    assert.equal(net.closedOf('mihon-shi', between.exchange)?.outcome, 'no-link-code')
  })

  it('takes the one ending for a person’s own question only', async () => {
    const between = await ask('open')
    assert.equal(await provide('aoba-shi', between, 'open', 'nothing-to-show' as never), 'EXCHANGE_MISMATCH')
    const own = await net.ask('portal', { ...aoi })
    assert.equal(await provide('aoba-shi', own, 'open', 'nothing-to-show' as never), undefined)
    assert.equal(await lineOf(own.exchange), 'nothing-to-show open')
  })
})
