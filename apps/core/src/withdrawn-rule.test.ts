import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import type { FactsHolder } from '@madoguchi/facts'
import type { TestFacts } from '@madoguchi/facts/testing'
import { leaveOut, makeTestFacts } from '@madoguchi/facts/testing'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import type { TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

const sealed = utf8.encode('what only the inquirer can open')
const withdrawn = [{ item: '74', reason: 'it should never have stood there' }]
const data = leaveOut('74')

describe('a core whose facts are replaced while questions are open', () => {
  let server: EmbeddedServer
  let net: TestCore
  let made: TestFacts
  let held: FactsHolder
  let linkCode: string

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server, (clock) => {
      made = makeTestFacts(clock)
      held = made.open(made.sign({}))
      return held
    })
    linkCode = await net.assignCode('mihon-shi', subjectOf('taro'))
    await net.assignCode('aoba-shi', subjectOf('taro'))
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  const endOf = ({ exchange }: { exchange: string }) => {
    const { outcome, reason } = net.closedOf('mihon-shi', exchange) ?? {}
    return [outcome, reason].filter(Boolean).join(' ')
  }
  const recordsOf = async ({ exchange }: { exchange: string }) => {
    const entries = net.db.kysely.selectFrom('ledger_entries').select('record').where('exchange_id', '=', exchange)
    const rows = await entries.orderBy('entry_id').execute()
    return rows.map(({ record }) => JSON.parse(record) as { facts?: number; outcome?: string; answerDigest?: string })
  }
  const versionOf = ({ exchange }: { exchange: string }) => net.permitOf('aoba-shi', exchange).body.facts

  it('judges by a newer version from the moment it is there, lets an ended rule answer, and nothing by a withdrawn one', async () => {
    const [first, second, third] = [
      await net.ask('mihon-shi', { linkCode }),
      await net.ask('mihon-shi', { linkCode }),
      await net.ask('mihon-shi', { linkCode }),
    ]
    held.replace(made.sign({}, { data }))
    const late = await net.ask('mihon-shi', { linkCode })
    assert.equal(endOf(late), 'not-permitted PERMISSION_TABLE')
    assert.equal((await recordsOf(late))[0]?.facts, 2)
    await net.answer('aoba-shi', first, {}, sealed)
    assert.equal(endOf(first), 'answered', 'the rule only ended')

    held.replace(made.sign({}, { data }, { data, withdrawn }))
    const before = net.peers['mihon-shi'].take('closed').length
    await net.answer('aoba-shi', second, {}, sealed)
    await net.answer('aoba-shi', third, { outcome: 'no-data' })
    for (const asked of [second, third]) {
      assert.equal(endOf(asked), 'not-permitted PERMISSION_WITHDRAWN')
      assert.equal(versionOf(asked), 1)
      const [question, closing] = await recordsOf(asked)
      assert.deepEqual([question?.facts, closing?.outcome, closing?.answerDigest], [1, 'not-permitted', undefined])
    }
    const told = net.peers['mihon-shi'].take('closed').slice(before)
    assert.deepEqual(
      told.map(({ enclosures }) => enclosures.length),
      [0, 0],
      'no answer passes, and not the word that there is nothing',
    )
    assert.deepEqual(
      net.logged.filter((event) => event === 'PERMIT_REFUSED'),
      ['PERMIT_REFUSED', 'PERMIT_REFUSED'],
    )
    await net.answer('aoba-shi', second, {}, sealed)
    assert.equal((await recordsOf(second)).length, 2, 'and it is over')
  })

  it('takes a provider’s word that the table does not permit it, and no such word without why, or why without it', async () => {
    held.replace(made.sign({}, { data }, { data, withdrawn }, {}))
    const [asked, other] = [await net.ask('mihon-shi', { linkCode }), await net.ask('mihon-shi', { linkCode })]
    assert.equal(versionOf(asked), 4, 'a rule of the same number in a later version is another rule')
    const said = { outcome: 'not-permitted', reason: 'PERMISSION_WITHDRAWN' } as const
    for (const wrong of [{ outcome: said.outcome }, { outcome: 'no-data', reason: said.reason } as const]) {
      await net.answer('aoba-shi', asked, wrong)
      assert.equal(endOf(asked), '')
    }
    await net.answer('aoba-shi', asked, said)
    assert.equal(endOf(asked), 'not-permitted PERMISSION_WITHDRAWN')
    const withAnswer = { ...said, sealedDigest: base64url.encode(sha256(sealed)) }
    await net.answer('aoba-shi', other, withAnswer, sealed)
    assert.equal(endOf(other), '', 'nor one with an answer beside it')
  })
})
