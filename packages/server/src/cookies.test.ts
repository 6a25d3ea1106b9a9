import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { makeCookies } from './cookies.ts'

function makeApp(origin: string, value = 'abc_-.~9', isProduction = false): Hono {
  const cookies = makeCookies({ origin, isProduction })
  return new Hono()
    .onError((_error, c) => c.text('', 500))
    .get('/set', (c) => {
      cookies.setCookie(c, { name: 'session', value, maxAgeS: 60 })
      cookies.setCookie(c, { name: 'flash', value: '1' })
      return c.text('')
    })
    .get('/clear', (c) => {
      cookies.clearCookie(c, 'session')
      return c.text('')
    })
    .get('/read', (c) => c.json({ value: cookies.readCookie(c, 'session') ?? null }))
}

async function read(cookie: string, origin = 'https://portal.example'): Promise<unknown> {
  const response = await makeApp(origin).request('/read', { headers: { cookie } })
  return ((await response.json()) as { value: unknown }).value
}

test('a session cookie is bound to the host, to HTTPS and to our own pages', async () => {
  for (const origin of ['https://portal.example', 'http://localhost:8080', 'http://127.0.0.1:8080']) {
    const response = await makeApp(origin).request('/set')
    assert.deepEqual(response.headers.getSetCookie(), [
      '__Host-session=abc_-.~9; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure',
      '__Host-flash=1; Path=/; HttpOnly; SameSite=Lax; Secure',
    ])
  }
  const cleared = await makeApp('https://portal.example').request('/clear')
  assert.deepEqual(cleared.headers.getSetCookie(), [
    '__Host-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure',
  ])
})

test('plain HTTP to another host is for trying out only', async () => {
  const response = await makeApp('http://192.0.2.1').request('/set')
  assert.match(response.headers.getSetCookie()[0] ?? '', /^session=[^;]+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax$/)
  assert.throws(() => makeCookies({ origin: 'http://192.0.2.1', isProduction: true }), { code: 'COOKIES_NEED_HTTPS' })
  assert.throws(() => makeCookies({ origin: 'http://localhost.evil.example', isProduction: true }), {
    code: 'COOKIES_NEED_HTTPS',
  })
  makeCookies({ origin: 'https://portal.example', isProduction: true })
})

test('a cookie is read back, among others', async () => {
  assert.equal(await read('a=1; __Host-session=abc; b=2'), 'abc')
  assert.equal(await read('__Host-session='), '')
})

test('a planted, doubled, odd or endless cookie is no cookie', async () => {
  const hostile = [
    '',
    'session=abc',
    '__host-session=abc',
    '__Host-session=a; __Host-session=b',
    '__Host-session=a b',
    '__Host-session="a"',
    '__Host-session=a%20b',
    '__Host-session=a=b',
    `__Host-session=${'a'.repeat(2049)}`,
    `x=${'y'.repeat(8192)}; __Host-session=a`,
    '__Host-sessionx=a',
    'x__Host-session=a',
    '__Host-session',
  ]
  for (const cookie of hostile) assert.equal(await read(cookie), null, cookie.slice(0, 40))
  assert.equal(await read('__Host-session=a; __Host-session'), 'a', 'a cookie without a name is none of that name')
})

test('a family of cookies is read whole, without those that are planted, doubled or odd, and eight at most', async () => {
  const cookies = makeCookies({ origin: 'https://portal.example', isProduction: true })
  const app = new Hono().get('/', (c) => c.json(cookies.readFamily(c, 'held')))
  const readAll = async (cookie: string) => (await app.request('/', { headers: { cookie } })).json()
  assert.deepEqual(await readAll('__Host-held-a=1; __Host-session=x; __Host-held-b=2; __Host-held=3'), ['1', '2'])
  assert.deepEqual(await readAll('held-a=1; __Host-held-b=2; __Host-held-b=3; __Host-held-c=a b; __Host-held-d'), [])
  const many = Array.from({ length: 20 }, (_, i) => `__Host-held-${i}=${i}`)
  assert.deepEqual(await readAll(many.join('; ')), ['0', '1', '2', '3', '4', '5', '6', '7'])
})

test('a value that needs quoting is a mistake of ours', async () => {
  for (const value of ['a;b', 'a\r\nSet-Cookie: x=1', 'あ', 'a b', 'a'.repeat(2049)]) {
    assert.equal((await makeApp('https://portal.example', value).request('/set')).status, 500)
  }
})
