import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { unset } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import type { Permitted, TestAgencies } from '../open-test-agencies.fixture.ts'
import { openTestAgencies } from '../open-test-agencies.fixture.ts'
import type { Replica } from './replica.ts'

const layout = getSandboxLayout('medical-insurance', '2026-11-01')

/** What the business system says of somebody on a day. */
function copyOf(personRef: string, number: string, asOf = '2026-11-01'): Replica {
  const values = { ...Object.fromEntries(layout.fields.map(({ id }) => [id, unset])), number }
  return { personRef, type: 'medical-insurance', layout: layout.version, asOf, records: [{ key: '1', values }] }
}

describe('an agency whose business system registers copies anew', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let codes: ReadonlyMap<string, string>

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server)
    const people = ['1', '2', '3'].map((n) => ({ personRef: `kenpo-${n}`, residentCode: `1000000000${n}` }))
    await net.kenpo.importPeople(people)
    await net.kenpo.storeReplicas(people.map(({ personRef }) => copyOf(personRef, 'N1')))
    codes = await net.assignCodes('mihon-kenpo')
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const ask = (n: number): Promise<Permitted> =>
    net.permit('mihon-kenpo', codes.get(`1000000000${n}`) ?? assert.fail('no code'))
  const retired = () => net.peers.core.take('retire-answers').map(({ body }) => body.exchanges)

  it('has the answer that a corrected copy gave leave the portals, once, and no answer that was right', async () => {
    const [corrected, same, newer] = [await ask(1), await ask(2), await ask(3)]
    for (const { exchange } of [corrected, same, newer])
      assert.deepEqual(
        net.answersTo(exchange).map(({ body }) => body.outcome),
        ['answered'],
      )
    const copies = [copyOf('kenpo-1', 'N2'), copyOf('kenpo-2', 'N1'), copyOf('kenpo-3', 'N2', '2026-12-01')]
    for (let times = 0; times < 2; times++) {
      await net.kenpo.storeReplicas(copies)
      await net.test.settle()
      assert.deepEqual(retired(), [[corrected.exchange]])
    }
    const acts = await net.kenpo.database.selectFrom('retirements').select(['why', 'by_whom']).execute()
    assert.deepEqual(acts, [{ why: 'corrected', by_whom: 'replica' }])
  })
})
