import assert from 'node:assert/strict'
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import type { DeliveryTables } from '@madoguchi/delivery'
import type { Citizen, Item } from './citizen.ts'
import { isOpen, openCitizen } from './citizen.ts'
import { madoguchi } from './joining-agency/madoguchi.ts'
import type { HostedNetwork } from './joining-agency/open-hosted-network.ts'
import { openHostedNetwork } from './joining-agency/open-hosted-network.ts'

// Core, registry, city and portal as services host them. Core and city have a file of facts each, that is replaced while
// they run; whoever starts again does so beside them.
let server: EmbeddedServer
let folder: string
let network: HostedNetwork
let taro: Citizen

before(async () => {
  server = await openTestServer()
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-facts-'))
  network = await openHostedNetwork(join(folder, 'network'), server.adminUrl, { cityFacts: 'city-facts.signed' })
  const { at, place } = network
  await madoguchi(['demo', 'population', '--out', at('people'), '--residents', '60'])
  const residents = ['--config', at('registry', 'program.env'), '--file', at('people', 'registry.json')]
  await madoguchi(['registry', 'import', ...residents])
  const books = ['--config', at('city', 'program.env'), '--file', at('people', 'mihon-shi.json')]
  await madoguchi(['agency', 'import', ...books])
  const { people } = JSON.parse(await readFile(at('people', 'mihon-shi.json'), 'utf8')) as {
    people: { residentCode: string }[]
  }
  const card = ['--resident-code', people[0]?.residentCode ?? '', '--name', 'taro', '--data', at('citizen')]
  await madoguchi(['registry', 'issue-card', '--config', at('registry', 'program.env'), ...card])
  taro = await openCitizen(place, 'taro')
})
after(async () => {
  await network[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

let version = 1

/** Signs the next version, and puts the file in place of the core's, the city's or both. */
async function publish(change: readonly string[], ...to: readonly ('core' | 'city')[]): Promise<void> {
  const { at } = network
  if (version === 1)
    for (const name of ['next.signed', 'first-facts.signed']) await copyFile(at('facts.signed'), at(name))
  const key = ['--key', at('offline', 'directory-key.pem'), '--network', 'test', '--out', at('next.signed')]
  await madoguchi(['facts', 'sign', ...key, ...change])
  version++
  for (const party of to) {
    const file = party === 'core' ? 'facts.signed' : 'city-facts.signed'
    await copyFile(at('next.signed'), at(`${file}.new`))
    await rename(at(`${file}.new`), at(file))
    await network.waitForFacts(party, version)
  }
}

/** A folder of facts in which no citizen may ask for anything. */
async function writeWithoutSelf(): Promise<string> {
  const own = join(folder, 'without-self')
  await mkdir(own)
  for (const name of ['information-types', 'affairs', 'municipalities', 'permission-table'])
    await copyFile(join(import.meta.dirname, '../../facts/data', `${name}.json`), join(own, `${name}.json`))
  const table = JSON.parse(await readFile(join(own, 'permission-table.json'), 'utf8')) as { items: { item: string }[] }
  const items = table.items.filter(({ item }) => item !== 'self')
  await writeFile(join(own, 'permission-table.json'), JSON.stringify({ ...table, items }))
  return own
}

/** Asks, and looks until its one line is as wanted. */
async function askUntil(is: (item: Item) => boolean): Promise<string> {
  const { request } = await taro.ask(['local-tax'], 0)
  await lookUntil(request, is)
  return request
}

async function lookUntil(request: string, is: (item: Item) => boolean): Promise<Item> {
  for (let tries = 0; ; tries++) {
    const [item] = (await taro.look(request)).items
    if (item !== undefined && is(item)) return item
    assert.ok(tries < 900, `${item?.state}`)
    await network.place.settle()
  }
}

const isOver = (item: Item) => !isOpen(item)

/** Of the line of the history about an exchange: by which version it was judged, how it ended and why. */
async function readLine(exchange: string) {
  const { records, check } = await taro.read('History', '/api/v1/history?fresh=1')
  const line = records.find((record) => record.exchange === exchange) ?? assert.fail('no line')
  assert.ok(line.fitsLedger && check.isUnbroken && check.reachesStart)
  return [line.ledger.asked.record.facts, line.outcome, line.reason]
}

test('a question waits at a city whose facts are behind, and is answered by its rule, which has ended, when the file is there', async () => {
  const withoutSelf = await writeWithoutSelf()
  await publish([], 'core')
  const request = await askUntil(({ state }) => state === 'delayed')
  await publish(['--data', withoutSelf], 'core', 'city')
  const answered = await lookUntil(request, isOver)
  assert.equal(answered.state, 'answered')
  assert.deepEqual(await readLine(answered.exchange), [2, 'answered', undefined])

  const [refused] = (await taro.ask(['local-tax'])).items
  assert.equal(refused?.state, 'not-permitted', 'nobody asks by it any more, and no program was started anew')
  assert.deepEqual(await readLine(refused.exchange), [3, 'not-permitted', 'PERMISSION_TABLE'])
})

test('a question by a rule that was withdrawn is refused by name, by a city that hears of it before the core does', async () => {
  await publish([], 'core')
  const request = await askUntil(({ state }) => state === 'delayed')
  await publish(['--data', join(folder, 'without-self'), '--withdraw', 'self=it named what nobody may see'], 'city')
  const refused = await lookUntil(request, isOver)
  assert.equal(refused.state, 'not-permitted')
  assert.deepEqual(await readLine(refused.exchange), [4, 'not-permitted', 'PERMISSION_WITHDRAWN'])
})

test('the rule of a later version is another one, and answers', async () => {
  await publish([], 'core', 'city')
  const [answered] = (await taro.ask(['local-tax'])).items
  assert.equal(answered?.state, 'answered')
  assert.deepEqual(await readLine(answered.exchange), [6, 'answered', undefined])
})

/** What the core goes by, and whether its database knows: it notes what it took while it ran. */
async function waitUntilNoted(file: 'directory' | 'facts', version: number): Promise<void> {
  const connection = (await readFile(network.at('core', 'database-url'), 'utf8')).trim()
  await using db = openDatabase<DeliveryTables>({ connection, applicationName: 'test' })
  for (let tries = 0; ; tries++) {
    const row = await db.kysely
      .selectFrom('newest_versions')
      .select('version')
      .where('file', '=', file)
      .executeTakeFirst()
    if (row?.version === version) return
    assert.ok(tries < 300, `${file} ${row?.version}`)
    await network.place.settle()
  }
}

test('a program that starts anew with the facts or the directory of before says that they are old, and does not start', async () => {
  const { at, signing } = network
  async function refuse(setting: string, file: string, said: RegExp): Promise<void> {
    const lines = (await readFile(at('core', 'program.env'), 'utf8')).split('\n')
    const changed = lines.map((line) => (line.startsWith(`${setting}=`) ? `${setting}=${file}` : line))
    await writeFile(at('core', 'old.env'), changed.join('\n'))
    await assert.rejects(madoguchi(['core', '--config', at('core', 'old.env')]), said)
  }
  await waitUntilNoted('facts', version)
  await refuse(
    'MADOGUCHI_FACTS_FILE',
    at('first-facts.signed'),
    new RegExp(`version 1, and this node went by version ${version} before`),
  )
  const key = ['--key', at('offline', 'directory-key.pem'), '--network', 'test', '--out', at('other-facts.signed')]
  for (let signed = 0; signed < version; signed++) await madoguchi(['facts', 'sign', ...key])
  await refuse('MADOGUCHI_FACTS_FILE', at('other-facts.signed'), /went by another file of that version before/)
  await copyFile(at('directory.signed'), at('first-directory.signed'))
  await madoguchi(['directory', 'join', ...signing, '--party', at('city', 'party.json')])
  await network.waitForDirectory(2)
  await waitUntilNoted('directory', 2)
  await refuse(
    'MADOGUCHI_DIRECTORY_FILE',
    at('first-directory.signed'),
    /version 1, and this node went by version 2 before/,
  )
})
