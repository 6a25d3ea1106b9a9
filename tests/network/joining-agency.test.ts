import assert from 'node:assert/strict'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestServer } from '@madoguchi/db/testing'
import type { Citizen } from './citizen.ts'
import { openCitizen } from './citizen.ts'
import { madoguchi } from './joining-agency/madoguchi.ts'
import { openHostedNetwork } from './joining-agency/open-hosted-network.ts'
import { openStranger, stranger } from './joining-agency/open-stranger.ts'
import { makeOwnBooks, ownType, writeNextFacts } from './joining-agency/own-type.ts'

const { name, contact } = stranger.about

async function listSentences(citizen: Citizen): Promise<string[]> {
  const { status, body } = await citizen.call('GET', '/api/v1/history?fresh=1')
  assert.equal(status, 200, JSON.stringify(body))
  return (body.records as { sentence: string }[]).map(({ sentence }) => sentence)
}

test('an agency that this repository has never heard of joins a running network, answers a citizen under its own name, also about a type that only it has, and is named after it left', {
  timeout: 290_000,
}, async () => {
  await using server = await openTestServer()
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-joins-'))
  try {
    await using network = await openHostedNetwork(join(folder, 'network'), server.adminUrl)
    const { at, place, signing } = network
    await madoguchi(['demo', 'population', '--out', at('people'), '--residents', '60'])
    const residents = JSON.parse(await readFile(at('people', 'registry.json'), 'utf8')) as {
      residents: { name: string; residentCode: string }[]
    }
    await madoguchi([
      'registry',
      'import',
      '--config',
      at('registry', 'program.env'),
      '--file',
      at('people', 'registry.json'),
    ])
    await madoguchi([
      'agency',
      'import',
      '--config',
      at('city', 'program.env'),
      '--file',
      at('people', 'mihon-shi.json'),
    ])
    // The stranger keeps the books that the demo's own insurer would; that one is not here.
    await rename(at('people', 'mihon-kenpo.json'), at('people', 'stranger.json'))
    const books = JSON.parse(await readFile(at('people', 'stranger.json'), 'utf8')) as {
      people: { personRef: string; residentCode: string }[]
      replicas: { personRef: string }[]
    }
    const member = books.people.find(({ personRef }) => personRef === books.replicas[0]?.personRef) ?? assert.fail()
    const guest = books.people.find(({ personRef }) => books.replicas.every((one) => one.personRef !== personRef))
    assert.ok(guest !== undefined && residents.residents.length > 0)
    for (const [card, { residentCode }] of [
      ['taro', member],
      ['guest', guest],
    ] as const)
      await madoguchi([
        ...['registry', 'issue-card', '--config', at('registry', 'program.env'), '--resident-code', residentCode],
        ...['--name', card, '--data', at('citizen')],
      ])
    const taro = await openCitizen(place, 'taro')
    const first = await taro.ask(['local-tax'])
    assert.deepEqual(
      first.items.map(({ provider }) => provider),
      ['mihon-shi'],
    )
    const lineBefore = (await listSentences(taro)).find((sentence) => sentence.includes('みほん市')) ?? assert.fail()
    assert.doesNotMatch(JSON.stringify((await taro.call('GET', '/api/v1/information-types')).body), new RegExp(name))

    const sign = async (party: string) => {
      await madoguchi(['directory', 'join', ...signing, '--party', party])
    }
    const own = join(folder, 'stranger')
    const opening = { folder: own, adminUrl: server.adminUrl, common: network.common, signIn: sign }
    await using joined = await openStranger(opening)
    await network.waitForDirectory(2)
    await madoguchi(['agency', 'import', '--config', joined.config, '--file', at('people', 'stranger.json')])

    // No program was started again: the citizen's session is the one of before.
    const types = JSON.stringify((await taro.call('GET', '/api/v1/information-types')).body)
    assert.ok(types.includes(`{"id":"${stranger.id}","name":"${name}"}`), 'the citizen sees whom there is to ask')
    const asked = await taro.ask(['medical-insurance'])
    assert.deepEqual(
      asked.items.map(({ provider, state }) => [provider, state]),
      [[stranger.id, 'answered']],
    )
    const answers = await taro.call('GET', `/api/v1/requests/${asked.request}/answers.json`)
    assert.match(JSON.stringify(answers.body), new RegExp(`"sourceName":"${name}"`))

    const other = await openCitizen(place, 'guest')
    const nothing = await other.ask(['medical-insurance'])
    const [ended] = nothing.items
    assert.equal(ended?.providerName, name)
    const { agency, section, phone, hours } = ended?.ending ?? {}
    assert.deepEqual(
      { agency, section, phone, hours },
      { agency: name, section: contact.section, phone: contact.phone, hours: contact.hours },
    )

    // A type that no program was built with, and nobody starts again for it either.
    const early = await taro.call('POST', '/api/v1/requests', { types: [ownType.id] })
    assert.equal(early.body.code, 'TYPE_NOT_CONNECTED')
    const facts = join(folder, 'facts')
    await writeNextFacts(facts)
    await madoguchi([
      ...['facts', 'sign', '--key', at('offline', 'directory-key.pem'), '--network', 'test', '--data', facts],
      ...['--out', at('facts.signed')],
    ])
    for (const program of ['core', 'city', 'portal'] as const) await network.waitForFacts(program, 2)
    const entry = JSON.parse(await readFile(joined.party, 'utf8')) as { provides: string[] }
    await writeFile(joined.party, JSON.stringify({ ...entry, provides: [...entry.provides, ownType.id] }))
    await sign(joined.party)
    await network.waitForDirectory(3)
    await writeFile(at('people', 'own.json'), JSON.stringify(makeOwnBooks(member)))
    await madoguchi(['agency', 'import', '--config', joined.config, '--file', at('people', 'own.json')])
    const offered = await taro.read('InformationTypes', '/api/v1/information-types')
    assert.deepEqual(
      offered.types.filter(({ id }) => id === ownType.id).map((one) => [one.plainName, one.providers]),
      [[ownType.plainName, [{ id: stranger.id, name }]]],
    )
    const itsOwn = await taro.ask([ownType.id])
    assert.deepEqual(
      itsOwn.items.map(({ typeName, providerName, state }) => [typeName, providerName, state]),
      [[ownType.name, name, 'answered']],
    )
    const { answers: shown } = await taro.read('Answers', `/api/v1/requests/${itsOwn.request}/answers.json`)
    assert.deepEqual(
      shown.flatMap(({ described }) =>
        described.groups.flatMap(({ rows }) => rows.map(({ label, text }) => [label, text])),
      ),
      [
        ['入会した日', '2024年4月1日(令和6年)'],
        ['通った回数', '12回'],
      ],
    )

    // It asks, too: 健康保険の給付 needs to know the income.
    const question = ['--provider', 'mihon-shi', '--affair', 'health-insurance-benefit', '--type', 'local-tax']
    await madoguchi(['agency', 'ask', '--config', joined.config, '--person', member.personRef, ...question])
    const during = await listSentences(taro)
    assert.ok(during.includes(lineBefore), 'a line of before it joined is as it was')
    assert.ok(during.some((sentence) => sentence.includes(`自分の情報を見るために、${name}に`)))
    assert.ok(during.some((sentence) => sentence.includes(`${name}に「${ownType.plainName}」を`)))
    assert.ok(during.some((sentence) => sentence.startsWith(`${name}が、`) && sentence.includes('みほん市に')))

    await madoguchi(['directory', 'leave', ...signing, '--id', stranger.id])
    await network.waitForDirectory(4)
    await joined[Symbol.asyncDispose]()
    assert.deepEqual((await listSentences(taro)).sort(), during.sort(), 'who left is still called by its name')
    const kept = await taro.call('GET', `/api/v1/requests/${asked.request}/answers.json`)
    assert.deepEqual(kept.body, answers.body, 'what it signed before it left still opens')
    const later = JSON.stringify((await taro.call('GET', '/api/v1/information-types')).body)
    assert.ok(!later.includes(stranger.id), 'nobody is offered to ask it')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
