import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { spawnParties } from './spawn-parties.ts'

const residentCode = '10000000010'
const noPeriodTax = {
  personRef: 'A1',
  taxYear: 2026,
  incomeYear: 2025,
  taxation: '3',
  assessedOn: '2026-06-01',
  items: { salaryRevenue: 4_200_000, municipalIncomeLevy: 98_700 },
} as const
type Inquiry = {
  exchange_id: string
  outcome: string | null
  datum: { records: { values: { salaryRevenue?: unknown } }[] } | null
  is_delayed: boolean
}

test('four programs in processes of their own exchange over HTTP, and one that was killed answers when it is back', {
  timeout: 240_000,
}, async () => {
  await using parties = await spawnParties()
  await parties.tell('registry', {
    do: 'importResidents',
    residents: [
      { residentCode, name: '見本 花子', address: 'みほん県みほん市本町1-1', birthDate: '1985-04-02', sex: '2' },
    ],
  })
  await parties.tell('mihon-shi', { do: 'importPeople', people: [{ personRef: 'A1', residentCode }] })
  await parties.tell('mihon-shi', { do: 'importMunicipality', data: { residents: [], assessments: [noPeriodTax] } })
  await parties.tell('mihon-kenpo', { do: 'importPeople', people: [{ personRef: 'K1', residentCode }] })
  await parties.tell('mihon-shi', { do: 'acquireCodes' })
  await parties.tell('mihon-kenpo', { do: 'acquireCodes' })
  await parties.settle()

  const asked = await parties.tell<{ ok: boolean; value: string[] }>('mihon-kenpo', {
    do: 'inquire',
    orders: [{ personRef: 'K1', provider: 'mihon-shi', affair: 'health-insurance-benefit', type: 'local-tax' }],
  })
  assert.ok(asked.ok)
  await parties.settle()
  const [answered] = await parties.tell<Inquiry[]>('mihon-kenpo', { do: 'listInquiries' })
  assert.equal(answered?.outcome, 'answered')
  assert.equal(answered.datum?.records[0]?.values.salaryRevenue, 4_200_000)

  await parties.kill('mihon-shi')
  await parties.tell('mihon-kenpo', {
    do: 'inquire',
    orders: [{ personRef: 'K1', provider: 'mihon-shi', affair: 'health-insurance-benefit', type: 'local-tax' }],
  })
  await parties.settle()
  const waiting = (await parties.tell<Inquiry[]>('mihon-kenpo', { do: 'listInquiries' }))[1]
  assert.equal(waiting?.outcome, null, 'nothing is lost: the inquiry stays open')
  assert.equal(waiting.is_delayed, true, 'and its asker was told that the provider does not answer')

  await parties.revive('mihon-shi')
  let completed: Inquiry | undefined
  for (let tries = 0; tries < 200 && completed?.outcome === undefined; tries++) {
    await sleep(100)
    completed = (await parties.tell<Inquiry[]>('mihon-kenpo', { do: 'listInquiries' })).find(
      ({ exchange_id, outcome }) => exchange_id === waiting.exchange_id && outcome !== null,
    )
  }
  assert.equal(completed?.outcome, 'answered', 'the core tried again by itself')
})
