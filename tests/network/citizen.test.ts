import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { waitUntil } from '@madoguchi/kit/testing'
import pg from 'pg'
import { callPortal, isOpen, openCitizen, signLogIn } from './citizen.ts'
import { findOwnerUrl, openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation()
})
after(() => nation[Symbol.asyncDispose]())

function residentOf(card: string) {
  return nation.residents.find(({ cardName }) => cardName === card) ?? assert.fail()
}

test('Hanako asks for her tax and her insurance, reads both, saves PDF and CSV, and finds both exchanges in her history', async () => {
  const hanako = await openCitizen(nation, 'hanako')
  const asked = await hanako.ask(['local-tax', 'medical-insurance'])
  assert.deepEqual(asked.items.map(({ type, provider, state }) => [type, provider, state]).sort(), [
    ['local-tax', 'mihon-shi', 'answered'],
    ['medical-insurance', 'mihon-kenpo', 'answered'],
  ])
  const { answers } = await hanako.read('Answers', `/api/v1/requests/${asked.request}/answers.json`)
  const tax = answers.find(({ provider }) => provider === 'mihon-shi')?.datum.records.at(-1)
  const owed = residentOf('hanako').taxes.at(-1)
  assert.equal(tax?.values.salaryRevenue, owed?.amounts.salaryRevenue)
  const pdf = await hanako.call('GET', `/api/v1/requests/${asked.request}/answers.pdf`)
  assert.equal(new TextDecoder().decode(pdf.bytes.slice(0, 5)), '%PDF-')
  const csv = await hanako.call('GET', `/api/v1/requests/${asked.request}/answers.csv`)
  assert.deepEqual([...csv.bytes.slice(0, 3)], [0xef, 0xbb, 0xbf])
  const history = await hanako.read('History', '/api/v1/history')
  const own = history.records.filter(({ affair }) => affair === 'self-information')
  assert.deepEqual(own.map(({ provider }) => provider).sort(), ['mihon-kenpo', 'mihon-shi'])
  assert.ok(
    history.records.some(({ inquirer, provider }) => inquirer === 'mihon-shi' && provider === 'mihon-kenpo'),
    'what agencies exchanged about her stands there too',
  )
  assert.ok(history.records.every(({ fitsLedger }) => fitsLedger))
  assert.deepEqual(history.check, { isUnbroken: true, reachesStart: true })
})

test('Jiro, of whom no insurer knows anything, is told that there is nothing to show, and not why', async () => {
  const jiro = await openCitizen(nation, 'jiro')
  const asked = await jiro.ask(['medical-insurance'])
  assert.deepEqual(
    asked.items.map(({ state }) => state),
    ['nothing-to-show'],
  )
})

test('Aoi is protected: whoever holds her card reads what a stranger to the city reads, until an officer released it', async () => {
  const aoi = await openCitizen(nation, 'aoi')
  const statesOf = async () => (await aoi.ask(['local-tax'])).items.map(({ state }) => state)
  const asked = await aoi.ask(['local-tax'])
  assert.deepEqual(
    asked.items.map(({ state }) => state),
    ['nothing-to-show'],
  )
  assert.ok((await nation.agencyOf('mihon-shi').releaseHeld(asked.items[0]?.exchange ?? '')).ok)
  await nation.settle()
  assert.deepEqual(
    (await aoi.look(asked.request)).items.map(({ state }) => state),
    ['nothing-to-show'],
    'what ended stays as it ended',
  )
  assert.deepEqual(await statesOf(), ['answered'])
})

test('an agency that is down makes its item wait; the other comes, and the waiting one completes later', async () => {
  const taro = await openCitizen(nation, 'taro')
  const reconnect = nation.disconnect('mihon-kenpo')
  const asked = await taro.ask(['local-tax', 'medical-insurance'], 2)
  const states = Object.fromEntries(asked.items.map(({ type, state }) => [type, state]))
  assert.deepEqual(states, { 'local-tax': 'answered', 'medical-insurance': 'delayed' })
  reconnect()
  const look = async () => {
    const now = await taro.look(asked.request)
    return now.items.some(isOpen) ? undefined : now
  }
  const now = await waitUntil(look, { what: 'the item that waits', everyMs: 100 })
  assert.ok(now.items.every(({ state }) => state === 'answered'))
})

test('one citizen cannot see, delete or download another’s request', async () => {
  const hanako = await openCitizen(nation, 'hanako')
  const ken = await openCitizen(nation, 'ken')
  const { request } = await hanako.ask(['local-tax'])
  for (const [method, path] of [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/answers.json'],
    ['POST', '/withdrawal'],
  ] as const) {
    const reply = await ken.call(method, `/api/v1/requests/${request}${path}`)
    assert.equal(reply.status, 404, `${method} ${path}`)
  }
  assert.equal((await hanako.look(request)).items[0]?.state, 'answered')
})

test('a signature for another site, a changed one and a replayed one log nobody in, each with its code', async () => {
  const foreign = await callPortal(nation, {
    method: 'POST',
    path: '/api/v1/sessions',
    body: await signLogIn(nation, 'ken', 'https://evil.example'),
  })
  assert.equal(foreign.body.code, 'LOGIN_SIGNATURE')
  const good = await signLogIn(nation, 'ken')
  assert.equal((await callPortal(nation, { method: 'POST', path: '/api/v1/sessions', body: good })).status, 201)
  const replayed = await callPortal(nation, { method: 'POST', path: '/api/v1/sessions', body: good })
  assert.equal(replayed.body.code, 'LOGIN_CHALLENGE_USED')
})

test('a revoked card logs nobody in', async () => {
  const { parseCertificate } = await import('@madoguchi/pki')
  const { base64url } = await import('@madoguchi/kit')
  const signed = await signLogIn(nation, 'umeko')
  const certificate = parseCertificate(base64url.decode(signed.certificate))
  assert.ok(certificate.ok)
  await nation.registry.revoke(certificate.value.fingerprint, 'keyCompromise')
  const refused = await callPortal(nation, { method: 'POST', path: '/api/v1/sessions', body: signed })
  assert.equal(refused.body.code, 'CERT_REVOKED')
})

test('after log-out the token opens nothing, and the core lets nothing more be asked under its mandate', async () => {
  const midori = await openCitizen(nation, 'midori')
  assert.equal((await midori.call('DELETE', '/api/v1/sessions/current')).status, 204)
  await nation.settle()
  assert.equal((await midori.call('GET', '/api/v1/requests')).status, 401)
  const client = new pg.Client({ connectionString: nation.databaseOf('core').runUrl })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from mandates where ended_at is not null')
  await client.end()
  assert.equal(rows[0]?.n, 1)
})

test('a dump of the portal’s database opens no answer: neither amounts nor names stand in it', async () => {
  const client = new pg.Client({ connectionString: await findOwnerUrl(nation, 'portal') })
  await client.connect()
  const { rows: tables } = await client.query(
    "select table_name from information_schema.tables where table_schema = 'public'",
  )
  let dump = ''
  for (const { table_name } of tables) {
    const { rows } = await client.query(`select t::text as line from ${pg.escapeIdentifier(table_name)} t`)
    dump += rows.map(({ line }) => line).join('\n')
  }
  await client.end()
  assert.ok(dump.includes('mihon-shi'), 'the dump is not empty')
  const readable =
    dump + dump.replace(/\\\\x([0-9a-f]+)/g, (_, digits: string) => Buffer.from(digits, 'hex').toString('utf8'))
  for (const name of ['hanako', 'taro']) {
    const { familyName, givenName, taxes, address } = residentOf(name)
    for (const secret of [
      `${familyName} ${givenName}`,
      address.text,
      `"salaryRevenue":${taxes.at(-1)?.amounts.salaryRevenue}`,
      'salaryRevenue',
    ]) {
      assert.ok(!readable.includes(secret), secret)
    }
  }
})

test('no PIN, name or amount reached a log line', () => {
  const lines = nation.logged.join('\n')
  for (const name of ['hanako', 'taro', 'aoi']) {
    const { familyName, givenName, residentCode } = residentOf(name)
    for (const secret of [`${familyName} ${givenName}`, residentCode]) assert.ok(!lines.includes(secret))
  }
  const refused = nation.logged.filter((line) => line.includes('[refused]'))
  assert.deepEqual(refused, [], 'nobody tried to log what a log must not hold')
})
