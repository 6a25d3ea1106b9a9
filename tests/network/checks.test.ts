import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { causes, makeCauseCounter } from '@madoguchi/agency'
import { waitUntil } from '@madoguchi/kit/testing'
import { makeMetrics } from '@madoguchi/server'
import { sql } from 'kysely'
import type { Citizen, Item } from './citizen.ts'
import { isOpen, openCitizen } from './citizen.ts'
import { openNation } from './open-nation.ts'

describe('a fault of ours ends like everything that depends on a person, and is found by whoever can mend it', () => {
  let nation: Awaited<ReturnType<typeof openNation>>
  const metrics = makeMetrics()
  const count = makeCauseCounter(metrics)
  /** Members of the insurer who hold a card: each gets another fault. */
  let members: string[]
  /** The table that the insurer answers from is not where it was. */
  let isMislaid = false
  const people = new Map<string, Citizen>()
  const citizen = (name: string) => people.get(name) ?? assert.fail(`${name} is not logged in`)

  before(async () => {
    nation = await openNation({
      changeConnector: (agency, connector) => ({
        ...connector,
        async findData(tx, questions, at) {
          if (agency === 'mihon-kenpo' && isMislaid) await sql`select from mislaid`.execute(tx)
          return connector.findData(tx, questions, at)
        },
      }),
      countCauses: (agency, causes) => agency === 'mihon-kenpo' && count(causes),
    })
    members = nation.residents.flatMap(({ cardName, insurance }) =>
      cardName !== undefined && insurance?.insurer === 'mihon-kenpo' ? [cardName] : [],
    )
    // What the nation asked about its own people when it began.
    seeded = Object.fromEntries(causes.map((cause) => [cause, counted(cause)]))
    for (const name of [...members.slice(0, 4), 'jiro']) people.set(name, await openCitizen(nation, name))
  })
  after(() => nation[Symbol.asyncDispose]())

  const refOf = (name: string) => {
    const { residentCode } = nation.residents.find(({ cardName }) => cardName === name) ?? assert.fail()
    return `K${[...residentCode].reverse().join('')}`
  }
  let seeded: Record<string, number> = {}
  const counted = (cause: string) =>
    Number(new RegExp(`^madoguchi_provisions_total\\{cause="${cause}"\\} (\\d+)$`, 'm').exec(metrics.render())?.[1]) -
    (seeded[cause] ?? 0)
  async function ask(name: string): Promise<{ request: string; item: Item }> {
    const { request, items } = await citizen(name).ask(['medical-insurance'])
    return { request, item: items[0] ?? assert.fail() }
  }
  /** What is the same for everybody, or a fault would show. */
  const outwardly = ({ exchange: _, ...item }: Item) => ({
    ...item,
    askedAt: undefined,
    changedAt: undefined,
    closedAt: undefined,
  })
  const spoil = (name: string, change: Record<string, unknown>) =>
    sql`update replicas set records = ${JSON.stringify(change.records)}::jsonb where person_ref = ${refOf(name)}`.execute(
      nation.agencyOf('mihon-kenpo').database,
    )

  it('a broken tie, an unfit datum and a connector that fails over one person look like no data at all, to the letter', async () => {
    const [tie, unfit, failed] = members as [string, string, string]
    await nation
      .agencyOf('mihon-kenpo')
      .database.updateTable('people')
      .set({ link_code: `1.${'A'.repeat(43)}` })
      .where('person_ref', '=', refOf(tie))
      .execute()
    await spoil(unfit, { records: [{ key: '1', values: { nothing: 'that the layout knows' } }] })
    await spoil(failed, { records: null })
    const none = await ask('jiro')
    assert.equal(none.item.state, 'nothing-to-show')
    const faults = { unknown: await ask(tie), unfit: await ask(unfit), failed: await ask(failed) }
    for (const { item } of Object.values(faults)) assert.deepEqual(outwardly(item), outwardly(none.item))
    assert.deepEqual(
      ['no-data', 'unknown', 'unfit', 'failed'].map((cause) => [cause, counted(cause)]),
      [
        ['no-data', 1],
        ['unknown', 1],
        ['unfit', 1],
        ['failed', 1],
      ],
    )
    const names = { 'no-data': 'jiro', unknown: tie, unfit, failed }
    for (const [cause, { request, item }] of Object.entries({ 'no-data': none, ...faults })) {
      const name = names[cause as keyof typeof names]
      const press = () =>
        citizen(name).call('POST', `/api/v1/requests/${request}/checks`, {
          exchange: item.exchange,
          name: `${cause}の人`,
          phone: '090-0000-0000',
        })
      const [first, again] = [await press(), await press()]
      assert.deepEqual([first.status, again.status], [200, 200])
      assert.equal(first.body.requestedAt, again.body.requestedAt)
    }
    await nation.settle()
    const listed = await nation.agencyOf('mihon-kenpo').checks.list()
    assert.deepEqual(listed.map(({ cause, personRef }) => [cause, personRef]).sort(), [
      ['failed', refOf(failed)],
      ['no-data', refOf('jiro')],
      ['unfit', refOf(unfit)],
      ['unknown', undefined],
    ])
    for (const { exchange, cause } of listed) {
      const shown = await nation.agencyOf('mihon-kenpo').checks.show(exchange)
      assert.deepEqual([shown?.name, shown?.phone], [`${cause}の人`, '09000000000'])
    }
    assert.doesNotMatch(nation.logged.join(''), /の人|09000000000/, 'how to reach somebody is in no log')
  })

  it('the tie that the list showed is made anew, and the next asking is answered', async () => {
    const [tie] = members as [string]
    assert.equal((await nation.agencyOf('mihon-kenpo').tie(refOf(tie))).ok, true)
    await nation.settle()
    const { request, item } = await ask(tie)
    assert.equal(item.state, 'answered')
    const path = `/api/v1/requests/${request}/checks`
    const pressed = await citizen(tie).call('POST', path, { exchange: item.exchange })
    assert.equal(pressed.status, 200, 'an answer can be doubted, too')
    await nation.settle()
    assert.equal((await nation.agencyOf('mihon-kenpo').checks.show(item.exchange))?.cause, 'answered')
  })

  it('a connector that is broken for all has everybody wait, known here or not, and answers when it is mended', async () => {
    isMislaid = true
    const asked: { name: string; request: string }[] = []
    for (const name of [members[3] as string, 'jiro']) {
      const { request, items } = await citizen(name).ask(['medical-insurance'], 2)
      assert.ok(items.every(isOpen))
      asked.push({ name, request })
    }
    assert.match(nation.logged.join(''), /CONNECTOR_BROKEN/)
    const states = async () =>
      Promise.all(
        asked.map(async ({ name, request }) => (await citizen(name).look(request)).items.map(({ state }) => state)[0]),
      )
    const until = async (wanted: readonly string[]) => {
      await waitUntil(async () => String(await states()) === String(wanted), { what: String(wanted), everyMs: 100 })
    }
    await until(['delayed', 'delayed'])
    isMislaid = false
    await until(['answered', 'nothing-to-show'])
  })
})
