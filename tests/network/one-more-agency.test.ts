import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CastAgency } from '@madoguchi/nation'
import { defineParty, demoCast } from '@madoguchi/nation'
import { openCitizen } from './citizen.ts'
import { openNation } from './open-nation.ts'

const kenpo = demoCast.find(({ agency }) => agency.id === 'mihon-kenpo') ?? assert.fail()

/** One entry, and nothing else: another insurer, which insures the same people. */
const tsubame: CastAgency = {
  agency: defineParty({
    id: 'tsubame-kenpo',
    kinds: ['medical-insurer', 'health-insurance-society'],
    code: '9999300000000014',
    name: 'つばめ健康保険組合',
    kana: 'ツバメケンコウホケンクミアイ',
    headTitle: '理事長',
    section: '資格課',
    town: 'みほん市港町九丁目9番',
  }),
  connector: 'replicas',
  provides: ['medical-insurance'],
  part: 'joined',
  refOf: (resident) => `T${kenpo.refOf(resident)}`,
  describe(residents) {
    const { people, replicas = [] } = kenpo.describe(residents)
    return {
      people: people.map((person) => ({ ...person, personRef: `T${person.personRef}` })),
      replicas: replicas.map((replica) => ({ ...replica, personRef: `T${replica.personRef}` })),
    }
  },
  asks: [
    {
      provider: 'mihon-shi',
      affair: 'health-insurance-benefit',
      type: 'local-tax',
      concerns: ({ cardName }) => cardName === 'hanako',
    },
  ],
}

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation({ cast: [...demoCast, tsubame] })
})
after(() => nation[Symbol.asyncDispose]())

test('an agency that is one more entry of the cast runs, knows its people, asks, answers and is called by its name', async () => {
  const hanako = await openCitizen(nation, 'hanako')
  const types = (await hanako.call('GET', '/api/v1/information-types')).body as { types?: unknown }
  assert.match(JSON.stringify(types), /"id":"tsubame-kenpo","name":"つばめ健康保険組合"/)
  const asked = await hanako.ask(['medical-insurance'])
  assert.deepEqual(
    asked.items.map(({ provider, state }) => [provider, state]),
    [
      ['mihon-kenpo', 'answered'],
      ['tsubame-kenpo', 'answered'],
    ],
  )
  const history = JSON.stringify((await hanako.call('GET', '/api/v1/history')).body)
  assert.match(history, /つばめ健康保険組合が、[^"]*ために、みほん市にあなたの/, 'what it asked when it was seeded')
  assert.match(history, /自分の情報を見るために、つばめ健康保険組合に/)
  const { database } = nation.agencyOf('tsubame-kenpo')
  const { known } = await database
    .selectFrom('people')
    .select(({ fn }) => fn.countAll().as('known'))
    .where('link_code', 'is not', null)
    .executeTakeFirstOrThrow()
  assert.ok(Number(known) > 5)
})
