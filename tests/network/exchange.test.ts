import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { InquiryOrder } from '@madoguchi/agency'
import { hex } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import { sql } from 'kysely'
import pg from 'pg'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
let holder: { kenpo: string; shi: string }
before(async () => {
  nation = await openNation()
  const hanako = nation.residents.find(({ cardName }) => cardName === 'hanako') ?? assert.fail()
  const ref = async (name: 'mihon-shi' | 'mihon-kenpo') =>
    (
      await nation
        .agencyOf(name)
        .database.selectFrom('people')
        .select('person_ref')
        .where('resident_code', '=', hanako.residentCode)
        .executeTakeFirstOrThrow()
    ).person_ref
  holder = { kenpo: await ref('mihon-kenpo'), shi: await ref('mihon-shi') }
})
after(() => nation[Symbol.asyncDispose]())

const taxOrder = (): InquiryOrder => ({
  personRef: holder.kenpo,
  provider: 'mihon-shi',
  affair: 'health-insurance-benefit',
  type: 'local-tax',
})

async function ask(orders: readonly InquiryOrder[]): Promise<string[]> {
  const asked = await nation.agencyOf('mihon-kenpo').inquire(orders)
  assert.ok(asked.ok)
  return asked.value
}

async function outcomeOf(exchange: string) {
  return nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('inquiries')
    .selectAll()
    .where('exchange_id', '=', exchange)
    .executeTakeFirstOrThrow()
}

async function core<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: nation.databaseOf('core').runUrl })
  await client.connect()
  try {
    return (await client.query<T>(text, values)).rows
  } finally {
    await client.end()
  }
}

test('an insurer asks a city, and asker, provider and core keep the same record', async () => {
  const [exchange = ''] = await ask([taxOrder()])
  await nation.settle()
  const asked = await outcomeOf(exchange)
  assert.equal(asked.outcome, 'answered')
  const provided = await nation
    .agencyOf('mihon-shi')
    .database.selectFrom('provisions')
    .selectAll()
    .where('exchange_id', '=', exchange)
    .executeTakeFirstOrThrow()
  const [kept] = await core<Record<string, unknown>>('select * from exchanges where exchange_id = $1', [exchange])
  for (const row of [provided, kept]) {
    assert.equal(row?.affair, 'health-insurance-benefit')
    assert.equal(row.type, 'local-tax')
    assert.equal(row.outcome, 'answered')
    assert.equal(row.basis, '3')
  }
  assert.equal(hex.encode(kept?.ask_digest as Uint8Array), hex.encode(asked.ask_digest))
  const entries = await core<{ kind: string }>(
    'select kind from ledger_entries where exchange_id = $1 order by entry_id',
    [exchange],
  )
  assert.deepEqual(
    entries.map(({ kind }) => kind),
    ['asked', 'closed'],
  )
})

test('an inquiry outside the permission table is refused, and the refusal is recorded', async () => {
  const [exchange = ''] = await ask([{ ...taxOrder(), affair: 'child-allowance' }])
  await nation.settle()
  const { outcome, reason } = await outcomeOf(exchange)
  assert.deepEqual({ outcome, reason }, { outcome: 'not-permitted', reason: 'PERMISSION_TABLE' })
  assert.equal((await core('select 1 from ledger_entries where exchange_id = $1', [exchange])).length, 2)
  assert.deepEqual(
    await nation
      .agencyOf('mihon-shi')
      .database.selectFrom('provisions')
      .selectAll()
      .where('exchange_id', '=', exchange)
      .execute(),
    [],
    'the city never heard of it',
  )
})

test('an inquiry about somebody whom the provider has no code for ends as 符号未取得', async () => {
  const strangers = await nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('people')
    .select(['person_ref', 'resident_code'])
    .execute()
  const city = new Set(
    (await nation.agencyOf('mihon-shi').database.selectFrom('people').select('resident_code').execute()).map(
      (row) => row.resident_code,
    ),
  )
  const stranger = strangers.find((row) => !city.has(row.resident_code))
  if (stranger === undefined) return assert.fail('the insurer knows nobody whom the city does not know')
  const [exchange = ''] = await ask([{ ...taxOrder(), personRef: stranger.person_ref }])
  await nation.settle()
  assert.equal((await outcomeOf(exchange)).outcome, 'no-link-code')
})

test('a city that is down is waited for: the inquiry says so, and completes when the city is back', async () => {
  const reconnect = nation.disconnect('mihon-shi')
  const [exchange = ''] = await ask([taxOrder()])
  await nation.settle()
  const waiting = await outcomeOf(exchange)
  assert.deepEqual({ outcome: waiting.outcome, isDelayed: waiting.is_delayed }, { outcome: null, isDelayed: true })
  reconnect()
  await core('select 1')
  await sql`select 1`.execute(nation.agencyOf('mihon-kenpo').database)
  await waitUntil(async () => (await outcomeOf(exchange)).outcome !== null, { everyMs: 100 })
  assert.equal((await outcomeOf(exchange)).outcome, 'answered')
})

test('a repeated message changes nothing, whoever repeats it and however often', async () => {
  const carried: { to: string; batch: Uint8Array }[] = []
  const original = nation.network.transport.send
  nation.network.transport.send = async (to, batch) => {
    carried.push({ to, batch })
    return original(to, batch)
  }
  try {
    await ask([taxOrder(), taxOrder()])
    await nation.settle()
  } finally {
    nation.network.transport.send = original
  }
  const count = async () => [
    await core(
      'select (select count(*) from ledger_entries) as entries, (select count(*) from exchanges) as exchanges, (select sum(length) from chains) as links',
    ),
    await nation
      .agencyOf('mihon-shi')
      .database.selectFrom('provisions')
      .select((q) => q.fn.countAll().as('n'))
      .execute(),
    await nation
      .agencyOf('mihon-kenpo')
      .database.selectFrom('inquiries')
      .select((q) => q.fn.countAll().as('n'))
      .execute(),
  ]
  const before = await count()
  assert.ok(carried.length >= 4)
  for (const { to, batch } of [...carried, ...carried.toReversed()]) await original(to, batch)
  await nation.settle()
  assert.deepEqual(await count(), before)
})

test('of many people asked about at once, each answer is about the one it was asked for', async () => {
  const insured = await nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('people')
    .select(['person_ref', 'resident_code'])
    .execute()
  const orders = insured.flatMap(({ person_ref }) =>
    Array.from({ length: 5 }, () => ({ ...taxOrder(), personRef: person_ref })),
  )
  const exchanges = await ask(orders)
  await nation.settle()
  const byRef = new Map(insured.map((row) => [row.person_ref, row.resident_code]))
  const rows = await nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('inquiries')
    .selectAll()
    .where('exchange_id', 'in', exchanges)
    .execute()
  let answered = 0
  for (const { person_ref, datum, outcome } of rows) {
    const resident =
      nation.residents.find(({ residentCode }) => residentCode === byRef.get(person_ref)) ?? assert.fail()
    const owed = resident.taxes.filter(({ municipalityCode }) => municipalityCode === '482013')
    if (outcome !== 'answered') continue
    answered++
    const years = (datum as { records: { key: string; values: Record<string, unknown> }[] }).records
    assert.deepEqual(
      years.map(({ key, values }) => [key, values.totalIncomeAmount, values.municipalIncomeLevy]),
      owed.map(({ fiscalYear, amounts }) => [
        String(fiscalYear),
        amounts.totalIncomeAmount,
        amounts.municipalIncomeLevy ?? 0,
      ]),
    )
  }
  assert.ok(answered > 20)
})
