import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId } from '@madoguchi/kit'
import type { CheckContact } from '@madoguchi/messages'
import { sealContact, sealedContactSizeBytes } from '@madoguchi/messages'
import type { Permitted, TestAgencies } from '../open-test-agencies.fixture.ts'
import { makeLinkCode, openTestAgencies } from '../open-test-agencies.fixture.ts'
import { makeCheckKeys } from './check-keys.ts'

const taro = { personRef: 'shi-1', residentCode: '10000000001' }

describe('an officer’s list of citizens who ask to look again', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let code: string

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server)
    await net.shi.importPeople([taro])
    code = (await net.assignCodes('mihon-shi')).get(taro.residentCode) ?? assert.fail('no code')
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const keyNow = () => makeCheckKeys(net.readerSecretOf('mihon-shi')).publicKeyAt(net.test.clock.now())
  async function press({ exchange }: { exchange: string }, contact: CheckContact, checkKey?: string): Promise<void> {
    const payload = await sealContact({ contact, checkKey: checkKey ?? (await keyNow()), exchange })
    await send(exchange, payload)
  }
  const send = (exchange: string, payload: Uint8Array) =>
    net.post({
      name: 'check-requested',
      to: 'mihon-shi',
      body: { exchange },
      payload,
      notAfter: net.test.clock.now().getTime() + dayMs,
    })
  const shown = async ({ exchange }: Permitted) => (await net.shi.checks.show(exchange)) ?? assert.fail('not there')

  it('says who it is about, why the question ended so, and how to reach the citizen', async () => {
    const asked = await net.permit('mihon-shi', code)
    await press(asked, { name: 'みほん太郎', phone: '09000000000' })
    const { personRef, type, inquirer, name, phone, clearedAt } = await shown(asked)
    assert.deepEqual(
      [personRef, type, inquirer, name, phone, clearedAt],
      ['shi-1', 'local-tax', 'portal', 'みほん太郎', '09000000000', undefined],
    )
  })

  it('has whom nobody here knows too, without a person', async () => {
    const asked = await net.permit('mihon-shi', makeLinkCode())
    await press(asked, { name: 'みほん太郎' })
    const { personRef, name, phone } = await shown(asked)
    assert.deepEqual([personRef, name, phone], [undefined, 'みほん太郎', undefined])
  })

  it('reads what was sealed to the key of the month in which we answered, also months later and after a restart', async () => {
    const asked = await net.permit('mihon-shi', code)
    const checkKey = await keyNow()
    net.test.clock.advance(40 * dayMs)
    assert.notEqual(await keyNow(), checkKey)
    await press(asked, { phone: '0900000000' }, checkKey)
    assert.equal((await shown(asked)).phone, '0900000000')
  })

  it('keeps a request that cannot be opened, without a way to reach the citizen, and an operator hears of it', async () => {
    const asked = await net.permit('mihon-shi', code)
    await send(asked.exchange, new Uint8Array(sealedContactSizeBytes))
    assert.equal((await shown(asked)).phone, undefined)
    assert.equal(net.logged.at(-1), `CHECK_SEAL_BROKEN ${JSON.stringify({ exchange: asked.exchange })}`)
  })

  it('takes one request an exchange: another changes nothing', async () => {
    const asked = await net.permit('mihon-shi', code)
    await press(asked, { phone: '0900000001' })
    await press(asked, { phone: '0900000002' })
    assert.equal((await shown(asked)).phone, '0900000001')
  })

  it('refuses one about an exchange that we never provided in', async () => {
    const exchange = makeId('exc')
    await press({ exchange }, {})
    assert.match(net.peers.core.events.join('\n'), /EXCHANGE_UNKNOWN/)
    assert.equal(await net.shi.checks.show(exchange), undefined)
  })

  it('is cleared once, with the officer’s name; how to reach the citizen is forgotten', async () => {
    const asked = await net.permit('mihon-shi', code)
    await press(asked, { name: 'みほん太郎', phone: '09000000000' })
    const { exchange } = asked
    const waits = async () => (await net.shi.checks.list()).some((one) => one.exchange === exchange)
    assert.equal(await waits(), true)
    assert.equal((await net.shi.checks.clear({ exchange, by: '佐藤', note: 'telephoned' })).ok, true)
    assert.equal(await waits(), false)
    assert.ok((await net.shi.checks.list({ includesCleared: true })).some((one) => one.exchange === exchange))
    const { name, phone, clearedBy, note, clearedAt } = await shown(asked)
    assert.deepEqual(
      [name, phone, clearedBy, note, clearedAt],
      [undefined, undefined, '佐藤', 'telephoned', net.test.clock.now()],
    )
    const again = await net.shi.checks.clear({ exchange, by: '鈴木' })
    assert.deepEqual([again.ok, again.ok || again.code], [false, 'CHECK_CLEARED'])
    const unknown = await net.shi.checks.clear({ exchange: makeId('exc'), by: '鈴木' })
    assert.deepEqual([unknown.ok, unknown.ok || unknown.code], [false, 'CHECK_UNKNOWN'])
  })
})
