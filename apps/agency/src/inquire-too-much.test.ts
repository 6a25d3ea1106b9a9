import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, secondMs } from '@madoguchi/kit'
import type { TestAgencies } from './open-test-agencies.fixture.ts'
import { openTestAgencies } from './open-test-agencies.fixture.ts'

const tax = { personRef: 'shi-1', provider: 'aoba-shi', affair: 'child-allowance', type: 'local-tax' } as const
const insurance = { ...tax, provider: 'mihon-kenpo', type: 'medical-insurance' } as const
const waitingMax = 5

let server: EmbeddedServer
let net: TestAgencies
before(async () => {
  server = await openTestServer()
  net = await openTestAgencies(server, { waitingMax })
  await net.shi.importPeople([{ personRef: 'shi-1', residentCode: '10000000001' }])
  await net.assignCodes('mihon-shi')
})
after(async () => {
  await net[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const countInquiries = async () => (await net.shi.database.selectFrom('inquiries').selectAll().execute()).length
const later = () => net.test.clock.now().getTime() + dayMs

it('an officer is told at once that a dead provider owes too much, and nothing is half-written', async () => {
  const asked: string[] = []
  for (let i = 0; i < waitingMax; i++) {
    const inquired = await net.shi.inquire([tax])
    await net.test.settle()
    assert(inquired.ok)
    asked.push(...inquired.value)
  }
  const before = await countInquiries()
  const full = { code: 'DELIVERY_BACKLOG_FULL', facts: { to: 'aoba-shi', waiting: 5, waitingInAll: 5, max: 5 } }
  await assert.rejects(net.shi.inquire([tax]), full)
  await assert.rejects(net.shi.inquire([insurance, tax]), full)
  assert.equal(await countInquiries(), before)
  assert.ok((await net.shi.inquire([insurance])).ok, 'whoever asks another provider is served')

  const [exchange = ''] = asked
  const closedAt = net.test.clock.now().toISOString()
  const body = { exchange, outcome: 'withdrawn', closedAt } as const
  await net.post({ name: 'closed', to: 'mihon-shi', body, notAfter: later() })
  net.test.clock.advance(secondMs)
  assert.ok((await net.shi.inquire([tax])).ok, 'one outcome makes room for one')
})

it('an officer is told at once that the core has not taken what waits for it', async () => {
  await net.test.settle()
  net.test.clock.advance(secondMs)
  net.test.network.connect('core', () => Promise.reject(new Error('the core is away')))
  const providers = ['mihon-kenpo', 'mihon-kenpo', 'mihon-shi', 'portal', 'registry'] as const
  for (const provider of providers) await net.shi.inquire([{ ...insurance, provider }])
  await net.test.settle()
  const before = await countInquiries()
  await assert.rejects(net.shi.inquire([{ ...insurance, provider: 'core' }]), {
    code: 'DELIVERY_BACKLOG_FULL',
    facts: { to: 'core', waiting: 5, waitingInAll: 5, max: 5 },
  })
  assert.equal(await countInquiries(), before)
})
