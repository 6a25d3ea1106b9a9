import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { minuteMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import type { TestAgencies } from './open-test-agencies.fixture.ts'
import { makeLinkCode, openTestAgencies } from './open-test-agencies.fixture.ts'

describe('an agency of which one type of data cannot be read', () => {
  let server: EmbeddedServer
  let net: TestAgencies
  let code: string
  let isMislaid = true

  before(async () => {
    server = await openTestServer()
    net = await openTestAgencies(server, {
      changeConnector: (own) => ({
        ...own,
        provides: [...own.provides, 'pension-record'],
        async findData(tx, questions, at) {
          if (isMislaid && questions.some(({ type }) => type === 'pension-record'))
            await sql`select from mislaid`.execute(tx)
          return own.findData(tx, questions, at)
        },
      }),
    })
    await net.kenpo.importPeople([{ personRef: 'kenpo-1', residentCode: '10000000001' }])
    code = (await net.assignCodes('mihon-kenpo')).get('10000000001') ?? assert.fail()
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const outcomesOf = (exchange: string) => net.answersTo(exchange).map(({ body }) => body.outcome)

  it('answers what else came in the same batch, and has the rest wait, whomever it is about, until it can be read', async () => {
    const types = ['pension-record', 'medical-insurance'] as const
    const [known, unknown] = [
      await net.permitTypes('mihon-kenpo', code, types),
      await net.permitTypes('mihon-kenpo', makeLinkCode(), types),
    ]
    for (const [waits, goesOn] of [known, unknown]) {
      assert.deepEqual(outcomesOf(goesOn?.exchange ?? ''), ['nothing-to-show'])
      assert.deepEqual(outcomesOf(waits?.exchange ?? ''), [])
    }
    const noted = await net.kenpo.database.selectFrom('provisions').select('type').execute()
    assert.deepEqual([...new Set(noted.map(({ type }) => type))], ['medical-insurance'])
    assert.ok(net.logged.length > 0)
    assert.deepEqual([...new Set(net.logged)], ['CONNECTOR_BROKEN {"type":"pension-record"}'])

    isMislaid = false
    net.test.clock.advance(minuteMs)
    await net.peers.core.delivery.sweep()
    await net.test.settle()
    for (const [waited, wentOn] of [known, unknown]) {
      assert.deepEqual(outcomesOf(waited?.exchange ?? ''), ['nothing-to-show'])
      assert.deepEqual(outcomesOf(wentOn?.exchange ?? ''), ['nothing-to-show'], 'and nothing is said twice')
    }
  })
})
