import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromUs, makeTestApp, testOrigin } from './pages/test-app.fixture.ts'

test('an answer that cannot be changed any more leaves with every header, and keeps its own', async () => {
  const { app } = makeTestApp()
  app.get('/elsewhere', () => Response.redirect(`${testOrigin}/hello/x`, 303))
  app.get('/cookies', () => {
    const response = new Response('two', { headers: { 'cache-control': 'max-age=60' } })
    for (const cookie of ['a=1', 'b=2']) response.headers.append('set-cookie', cookie)
    return response
  })
  const away = await app.request('/elsewhere')
  assert.equal(away.status, 303)
  assert.equal(away.headers.get('location'), `${testOrigin}/hello/x`)
  assert.equal(away.headers.get('cache-control'), 'no-store')
  assert.match(away.headers.get('x-request-id') ?? '', /^req_/)
  assert.match(away.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  const cookies = await app.request('/cookies')
  assert.deepEqual(cookies.headers.getSetCookie(), ['a=1', 'b=2'])
  assert.equal(cookies.headers.get('cache-control'), 'max-age=60')
  assert.equal(cookies.headers.get('x-frame-options'), 'DENY')
  assert.equal(await cookies.text(), 'two')
})

test('an answer without a body stays one', async () => {
  const { app } = makeTestApp()
  app.post('/nothing', (c) => c.body(null, 204))
  const response = await app.request('/nothing', { method: 'POST', headers: fromUs })
  assert.equal(response.status, 204)
  assert.equal(response.body, null)
  assert.equal(response.headers.get('cache-control'), 'no-store')
})
