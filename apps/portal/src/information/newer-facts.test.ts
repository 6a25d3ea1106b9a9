import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Datum } from '@madoguchi/facts'
import { getAgencyId, openFacts, signFacts } from '@madoguchi/facts'
import { readSandboxFacts } from '@madoguchi/facts/sandbox'
import { makeTestClock } from '@madoguchi/kit'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { makeRecordView } from '../testing/test-peers.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const type = 'nursery-place'
const { privateKey } = generateKeyPairSync('ed25519')
const pinnedKey = createPublicKey(privateKey)
const data = readSandboxFacts()
const first = { version: 1, countsFrom: '2026-01-01', withdrawn: [], data }
const second = { ...first, version: 2, data: makeNewerData() }

/** With a type, an affair and a theme that no program was built with. */
function makeNewerData(): typeof data {
  const places = {
    id: type,
    code: 'TM90000000000300',
    isSyntheticCode: true,
    name: '保育利用情報',
    plainName: '保育園の利用',
    theme: 'nursery',
    description: 'どの組にいつから通っているかの記録です。',
    providerKinds: ['municipality'],
    layouts: [
      {
        version: '2026-11',
        validFrom: '2026-11-01',
        recordKey: 'fiscal-year' as const,
        recordName: '年度',
        fields: [
          { id: 'group', label: '組の名前', kind: 'text' as const },
          { id: 'months', label: '通った月', kind: 'integer' as const, unit: 'か月' },
        ],
      },
    ],
  }
  const admission = {
    id: 'nursery-admission',
    code: 'JM90000000000300',
    law: '児童福祉法',
    name: '保育所入所事務',
    purpose: '保育園に入れるかを決めるため',
  }
  return { ...data, types: [...data.types, places], affairs: [...data.affairs, admission] }
}

function open(...editions: (typeof first)[]) {
  const bytes = signFacts({ network: 'test', issuedAt: '2026-11-22T00:00:00.000Z', editions }, privateKey)
  return {
    bytes,
    facts: openFacts({ bytes, pinnedKey, network: 'test', clock: makeTestClock('2026-11-22T06:00:00Z') }),
  }
}

const datum: Datum = {
  type,
  layout: '2026-11',
  asOf: '2026-11-20',
  source: getAgencyId('mihon-shi'),
  records: [
    { key: '2025', values: { group: 'ひよこ組', months: 12 } },
    { key: '2026', values: { group: 'こぐま組', months: 8 } },
  ],
}

const cards = makeDemoCards()
const held = open(first).facts
let copies = 0
let world: TestPortal
/** Where the browser's requests go. */
let served: Pick<TestPortal['portal'], 'fetch'>
before(async () => {
  // The copy that is started later was given the file of before.
  const openNext = () => (copies++ === 0 ? held : open(first).facts)
  world = await openTestPortal({ cards, cityProvides: [type], openFacts: openNext })
  served = world.portal
  world.peers.datumFor = () => datum
  world.peers.history = [{ ...makeRecordView(world.clock), type, affair: 'nursery-admission' }]
})
after(() => world[Symbol.asyncDispose]())

async function logIn(): Promise<TestBrowser> {
  cards.insert(await world.makePerson('保育園の人'))
  const browser = makeBrowser({ portal: { fetch: (request, env) => served.fetch(request, env) } })
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  return browser
}

async function look(browser: TestBrowser, path: string): Promise<string> {
  const { status, text } = await browser.get(path)
  assert.equal(status, 200, path)
  return text
}

test('a type that comes with newer facts is offered, asked and shown with its labels by the program that runs; one that holds older facts shows it as it came and says so', async () => {
  const browser = await logIn()
  assert.doesNotMatch(await look(browser, '/information'), /保育園の利用/)
  const refused = await browser.post('/information', { type: [type] })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /まだ連携されていない情報が入っています/)

  assert.deepEqual(held.replace(open(first, second).bytes), { ok: true, value: 2 })
  const choices = await look(browser, '/information')
  assert.match(choices, /<\/svg> そのほか<\/h2>/, 'a theme that the page has no word for')
  assert.match(choices, /保育園の利用/)
  const { location: path } = await browser.post('/information', { type: [type] })
  assert.ok(path)
  await world.settle()
  const exchange = /answers#(exc_[\w-]{22})/.exec(await look(browser, path))?.[1] ?? assert.fail('no answer')
  const answers = await look(browser, `${path}/answers`)
  for (const words of [
    '保育園の利用',
    '保育利用情報',
    '2026年度(令和8年度)',
    '組の名前',
    'こぐま組',
    '8か月',
    'ひよこ組',
  ])
    assert.ok(answers.includes(words), words)
  assert.match(await look(browser, '/requests'), /保育園の利用/)
  assert.match(
    await look(browser, '/history'),
    /保育園に入れるかを決めるために、.*あなたの「保育園の利用」を照会しました/,
  )

  await using copy = await world.openCopy()
  served = copy
  const stand = 'nursery-place(名前はまだここに届いていません)'
  assert.ok(!(await look(browser, '/information')).includes(type), 'it offers only what it can name')
  for (const page of ['/requests', path, `${path}/checks/${exchange}`, `${path}/answers`])
    assert.ok((await look(browser, page)).includes(stand), page)
  const asItCame = await look(browser, `${path}/answers`)
  assert.match(asItCame, /レイアウト 2026-11\)がまだここに届いていないため、機関から届いたままの形でお見せします/)
  for (const words of ['記録 2025', '記録 2026', 'こぐま組']) assert.ok(asItCame.includes(words), words)
  assert.match(await look(browser, `${path}/answers/${exchange}.csv`), /months.*8/)
  assert.match(await look(browser, `${path}/answers/${exchange}/sign`), /nursery-place\.pdf/)
  const line = await look(browser, `/history/${world.peers.history[0]?.exchange}`)
  assert.ok(line.includes(stand))
  assert.match(line, /nursery-admission\(名前はまだここに届いていません\)/)
  served = world.portal
})
