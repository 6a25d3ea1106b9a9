import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { csrfGuard } from './csrf-guard.ts'
import { makeLog } from './log.ts'
import type { WebEnv } from './request-context.ts'

const origin = 'https://portal.example'

async function call(path: string, headers: Record<string, string>, method = 'POST'): Promise<number> {
  const app = new Hono<WebEnv>()
  app.use((c, next) => {
    c.set('log', makeLog({ level: 'silent', name: 'test' }))
    return next()
  })
  const isForPrograms = (at: string) => at.startsWith('/api/')
  app.use(csrfGuard({ origin, refuse: (c, code) => c.json({ code }, 403), warnOften: () => {}, isForPrograms }))
  app.all('*', (c) => c.text('done'))
  return (await app.request(path, { method, headers })).status
}

test('a program calls what is for programs; a page of another site has no browser call it, with a token or without', async () => {
  assert.equal(await call('/api/v1/login/challenges', {}), 200)
  assert.equal(await call('/api/v1/login/challenges', { 'sec-fetch-mode': 'cors' }), 200, 'as Node’s own fetch does')
  assert.equal(await call('/api/v1/login/challenges', { origin, 'sec-fetch-site': 'same-origin' }), 200)
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin, 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example', authorization: 'Bearer x' },
  ])
    assert.equal(
      await call('/api/v1/login/challenges', headers as Record<string, string>),
      403,
      JSON.stringify(headers),
    )
})

test('what is for pages wants a page of ours, and looking is free', async () => {
  assert.equal(await call('/login/card', {}), 403)
  assert.equal(await call('/login/card', { origin }), 200)
  assert.equal(await call('/api/v1/openapi.json', { 'sec-fetch-site': 'cross-site' }, 'GET'), 200)
})
