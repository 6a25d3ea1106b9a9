import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { doctorChecks, doctorCopy, type HostStatus } from '@madoguchi/card/protocol'
import { AppError } from '@madoguchi/kit'
import { makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

const card = {
  applications: ['jpki', 'attributes'],
  authenticationCertificate: { issuer: 'test', notBefore: '2026-01-01T00:00:00Z', notAfter: '2031-03-03T14:00:00Z' },
  hasSigningCertificate: true,
  tries: { authentication: 3, attributes: 3, signing: 5 },
} satisfies HostStatus['card']
const host: HostStatus = { pcsc: 'ready', readers: [{ name: 'みほんリーダー', hasCard: true, isInUse: false }], card }
const status = { extensionVersion: '0.1.0', hostVersion: '0.1.0', host }

async function look(report: unknown, visitor = makeBrowser(world)) {
  const { status: http, text } = await visitor.post('/card/look', { report: JSON.stringify(report) })
  return { http, ...(JSON.parse(text) as { code?: string; lines: string; summary: string }) }
}

function rowOf(lines: string, check: string): string {
  return new RegExp(`data-check="${check}".*?</li>`, 's').exec(lines)?.[0] ?? ''
}

test('the page names everything that is looked at, and the command for those without a script', async () => {
  const { text } = await makeBrowser(world).get('/card')
  for (const check of doctorChecks) assert.ok(text.includes(doctorCopy[check].title), check)
  assert.match(text, /madoguchi card doctor --portal https:\/\/portal\.example/)
})

test('where all is well every line is good, and the day of the revocation data is told', async () => {
  const { lines, summary } = await look(status)
  assert.equal(lines.match(/問題なし/g)?.length, doctorChecks.length)
  assert.match(rowOf(lines, 'revocation'), /最後に 2026年11月22日/)
  assert.match(rowOf(lines, 'reader'), /みほんリーダー/)
  assert.match(summary, /カードを使えます/)
})

test('each cause stands in its own line with the one thing to do, and what comes after it is not called broken', async () => {
  const causes = [
    [{ code: 'BROWSER_UNSUPPORTED' }, 'browser', /Chrome、Edge、Chromium/],
    [{ code: 'EXTENSION_MISSING' }, 'extension', /href="\/card\/setup"/],
    [{ code: 'HOST_MISSING' }, 'host', /href="\/card\/setup"/],
    [{ ...status, host: { pcsc: 'missing', readers: [] } }, 'pcsc', /pcscd/],
    [{ ...status, host: { pcsc: 'ready', readers: [] } }, 'reader', /つなぎます/],
    [{ ...status, host: { ...host, card: { ...card, code: 'CARD_BUSY' } } }, 'card', /ほかのソフト/],
  ] as const
  for (const [report, check, next] of causes) {
    const { lines, summary } = await look(report)
    assert.equal(lines.match(/直すところ/g)?.length, 1, check)
    assert.match(rowOf(lines, check), /直すところ/)
    assert.match(rowOf(lines, check), next)
    assert.match(summary, /直すところが1つ/)
  }
})

test('a certificate that ends within three months is a hint with the day and where to go', async () => {
  const ending = {
    ...card,
    authenticationCertificate: { ...card.authenticationCertificate, notAfter: '2027-01-31T14:00:00Z' },
  }
  const { lines, summary } = await look({ ...status, host: { ...host, card: ending } })
  assert.match(rowOf(lines, 'authentication-certificate'), /お知らせ.*2027年1月31日.*窓口/s)
  assert.match(summary, /カードを使えます/)
})

test('a report that no extension gives is refused, and nothing of it is repeated', async () => {
  const odd = [
    'x',
    {},
    { code: '<script>' },
    { ...status, extra: 1 },
    { ...status, extensionVersion: '<b>' },
    { ...status, host: { ...host, readers: Array(17).fill(host.readers[0]) } },
  ]
  for (const report of odd) {
    const { http, code } = await look(report)
    assert.deepEqual([http, code], [400, 'BODY_MALFORMED'])
  }
  const hostile = { ...host, readers: [{ name: '<script>alert(1)</script>', hasCard: true, isInUse: false }] }
  assert.doesNotMatch((await look({ ...status, host: hostile })).lines, /<script/)
})

test('a portal that has no revocation data says so in the last line', async () => {
  await using blind = await openTestPortal({ loadCrl: () => Promise.reject(new AppError('CRL_GONE', 'No list.')) })
  const { lines } = await look(status, makeBrowser(blind))
  assert.match(rowOf(lines, 'revocation'), /直すところ/)
  assert.deepEqual((await makeApiClient(blind).call('GET', '/card-health')).body, {
    revocation: 'unreachable',
    loadedAt: null,
  })
  const well = await makeApiClient(world).call('GET', '/card-health')
  assert.deepEqual([well.status, well.body.revocation], [200, 'reachable'])
})
