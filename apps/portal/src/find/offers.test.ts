import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { dayMs } from '@madoguchi/kit'
import type { OfferList } from '@madoguchi/messages'
import type { PortalTables } from '../shell/tables.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { loadFinder } from './load-finder.ts'
import { sampleList, sampleProcedures } from './sample-procedures.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal({ procedures: sampleProcedures })
})
after(() => world[Symbol.asyncDispose]())

async function publish(body: OfferList): Promise<string | undefined> {
  const notAfter = world.clock.now().getTime() + dayMs
  return world.peers.send('city', { name: 'offers', to: 'mihon-portal', body, notAfter })
}

async function readStored(): Promise<readonly string[]> {
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const finder = await loadFinder(db, { facts: openSandboxFacts(world.clock), procedures: sampleProcedures })
  return finder.procedures.filter(({ id }) => finder.findOffer('482013', id) !== undefined).map(({ id }) => id)
}

test('a city publishes what it offers, and what it published last counts after a restart too', async () => {
  assert.equal(await publish(sampleList({ version: 10 })), undefined)
  assert.deepEqual(await readStored(), ['dog-registration', 'child-allowance-claim'])
  assert.equal(await publish(sampleList({ version: 9, offers: [] })), undefined, 'overtaken on its way')
  assert.equal((await readStored()).length, 2)
  assert.equal(await publish(sampleList({ version: 11, offers: [] })), undefined)
  assert.deepEqual(await readStored(), [])
})

test('nobody says what another town offers', async () => {
  assert.equal(await publish(sampleList({ municipality: '482021', version: 99 })), 'OFFERS_NOT_YOURS')
})

test('a list that contradicts itself is refused', async () => {
  const [offer] = sampleList().offers
  assert(offer)
  assert.equal(await publish(sampleList({ version: 99, offers: [offer, offer] })), 'OFFERS_INCONSISTENT')
  assert.equal(await publish(sampleList({ version: 99, counters: [] })), 'OFFERS_INCONSISTENT')
})

test('neither the registry nor the core says what a town offers', async () => {
  const draft = { name: 'offers', to: 'mihon-portal', body: sampleList(), notAfter: Date.now() + dayMs } as const
  assert.equal(await world.peers.send('core', draft), 'MESSAGE_SENDER_NOT_ALLOWED')
  assert.equal(await world.peers.send('registry', draft), 'MESSAGE_SENDER_NOT_ALLOWED')
})
