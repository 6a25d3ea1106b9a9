import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { AppError } from '@madoguchi/kit'
import { makeAsset } from '@madoguchi/ui'
import { openAssetRoutes } from './asset-routes.ts'
import { makeHealthRoutes } from './health.ts'
import { fromUs, makeTestApp } from './pages/test-app.fixture.ts'

const css = 'p { color: #333 }\n'.repeat(50)
const style = makeAsset({
  name: 'style.css',
  contentType: 'text/css; charset=utf-8',
  bytes: new TextEncoder().encode(css),
})
const font = makeAsset({ name: 'font.woff2', contentType: 'font/woff2', bytes: new Uint8Array([1, 2, 3]) })

test('an asset is kept for ever and sent in the smallest form the browser reads', async () => {
  const { app } = makeTestApp()
  app.route('/', await openAssetRoutes([style, font]))
  const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
  const plain = await get(style.path)
  assert.equal(await plain.text(), css)
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal(plain.headers.get('content-type'), 'text/css; charset=utf-8')
  assert.equal(plain.headers.get('vary'), 'Accept-Encoding')
  const br = await get(style.path, { 'accept-encoding': 'gzip, deflate, br' })
  assert.equal(br.headers.get('content-encoding'), 'br')
  assert.equal(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString(), css)
  const gz = await get(style.path, { 'accept-encoding': 'gzip;q=0.5, br;q=0' })
  assert.equal(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString(), css)
  assert.equal((await get(font.path, { 'accept-encoding': 'br' })).headers.get('content-encoding'), null)
  assert.equal((await app.request(style.path, { method: 'HEAD' })).status, 200)
})

test('a browser that has it already gets nothing', async () => {
  const routes = await openAssetRoutes([style])
  for (const [tag, status] of [
    [`"${style.hash}"`, 304],
    [`W/"${style.hash}"`, 304],
    [`"a", "${style.hash}"`, 304],
    [`"${style.hash}x"`, 200],
    [style.hash, 200],
  ] as const) {
    const response = await routes.request(style.path, { headers: { 'if-none-match': tag } })
    assert.equal(response.status, status, tag)
  }
})

test('a path that is not an asset is not found, however it is written', async () => {
  const { app } = makeTestApp()
  app.route('/', await openAssetRoutes([style]))
  for (const path of [
    '/assets/',
    '/assets/style.css',
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/..%2fpackage.json',
    `${style.path}x`,
    '/assets/__proto__',
    '/assets/%00',
  ]) {
    assert.equal((await app.request(path)).status, 404, path)
  }
  assert.equal((await app.request(style.path, { method: 'POST', headers: fromUs })).status, 405)
})

test('a watchdog sees that we live, and which check fails, with its code and no other word', async () => {
  const health = makeHealthRoutes({
    checks: {
      database: async () => undefined,
      core: async () => {
        throw new Error('password wrong')
      },
      disk: async () => {
        throw new AppError('DB_DISK_FULL', 'password wrong')
      },
      slow: () => new Promise(() => undefined),
    },
    timeoutMs: 10,
    notes: () => ['TRUST_ANCHOR_WITHOUT_CRL'],
  })
  assert.deepEqual(await (await health.request('/health/live')).json(), { status: 'live' })
  const response = await health.request('/health/ready')
  assert.equal(response.status, 503)
  assert.deepEqual(await response.json(), {
    status: 'not-ready',
    checks: { database: 'ok', core: 'failed', disk: 'DB_DISK_FULL', slow: 'timeout' },
    notes: ['TRUST_ANCHOR_WITHOUT_CRL'],
  })
  assert.equal((await makeHealthRoutes({ checks: {} }).request('/health/ready')).status, 200)
})

test('a check that throws at once is a failed check, and lookers share one run', async () => {
  let runs = 0
  const health = makeHealthRoutes({
    checks: {
      database: () => {
        runs += 1
        throw new Error('no')
      },
    },
  })
  const answers = await Promise.all(Array.from({ length: 5 }, () => health.request('/health/ready')))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [503, 503, 503, 503, 503],
  )
  assert.equal(runs, 1)
})
