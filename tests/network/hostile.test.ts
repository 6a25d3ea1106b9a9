import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readDemoCards } from '@madoguchi/nation'
import { serve } from '@madoguchi/server'
import { callPortal, openCitizen } from './citizen.ts'
import { openNation, origin } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation({ residents: 16 })
})
after(() => nation[Symbol.asyncDispose]())

const fromUs = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }

async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await nation.portal.fetch(new Request(origin + path, init))
  return { status: response.status, text: await response.text(), headers: response.headers }
}

/** Logs a demo card in by the form, as a browser without a script does. */
async function logInByPage(card: string, cookie?: string): Promise<{ session: string; start: string | undefined }> {
  const pin = (await readDemoCards(nation.folder)).find(({ name }) => name === card)?.pin ?? ''
  const { headers, status } = await ask('/login/sandbox', {
    method: 'POST',
    headers: { ...fromUs, ...(cookie === undefined ? {} : { cookie }) },
    body: `card=${card}&pin=${pin}`,
  })
  assert.equal(status, 303)
  const find = (name: string) =>
    headers
      .getSetCookie()
      .find((set) => set.startsWith(`${name}=`))
      ?.split(';')[0]
  return { session: find('__Host-session') ?? assert.fail('no session'), start: find('__Host-start') }
}

test('a form of five megabytes, a thousand fields, a cookie of ten kilobytes and JSON a thousand deep are each refused or passed over', async () => {
  const big = await ask('/login/sandbox', { method: 'POST', headers: fromUs, body: `pin=${'9'.repeat(5_000_000)}` })
  assert.equal(big.status, 413)
  const fields = Array.from({ length: 1000 }, (_, i) => `type=t${i}`).join('&')
  const { session } = await logInByPage('ken')
  await ask('/registration', { method: 'POST', headers: { ...fromUs, cookie: session }, body: 'consent=yes' })
  const many = await ask('/information', { method: 'POST', headers: { ...fromUs, cookie: session }, body: fields })
  assert.equal(many.status, 303)
  const held = many.headers.getSetCookie().map((set) => set.split(';')[0])
  const said = await ask(many.headers.get('location') ?? '', { headers: { cookie: [session, ...held].join('; ') } })
  assert.equal(said.status, 422)
  const cookie = await ask('/home', { headers: { cookie: `${session}; x=${'y'.repeat(10_000)}` } })
  assert.deepEqual([cookie.status, cookie.headers.get('location')], [303, '/login'])
  const deep = `{"types":${'['.repeat(1000)}${']'.repeat(1000)}}`
  const ken = await openCitizen(nation, 'ken')
  assert.equal((await ken.call('POST', '/api/v1/requests', JSON.parse(deep))).body.code, 'BODY_MALFORMED')
  const list = await ken.call('POST', '/api/v1/requests', { types: Array.from({ length: 3000 }, () => 'local-tax') })
  assert.equal(list.body.code, 'BODY_MALFORMED')
  assert.deepEqual((await ken.read('Requests', '/api/v1/requests')).requests.length, 0)
})

test('a batch that is too large, has too many messages or is no batch gets its code, unsigned and without effect', async () => {
  const post = (body: Uint8Array<ArrayBuffer>, type = 'application/vnd.madoguchi.batch+cbor') =>
    ask('/network/batch', { method: 'POST', headers: { 'content-type': type }, body })
  const large = await post(new Uint8Array(8 * 1024 * 1024 + 1))
  assert.deepEqual([large.status, (JSON.parse(large.text) as { code: string }).code], [413, 'MESSAGE_TOO_LARGE'])
  const many = await post(new Uint8Array([0x99, 0x01, 0x01, ...Array.from({ length: 257 }, () => 0x40)]))
  assert.deepEqual([many.status, (JSON.parse(many.text) as { code: string }).code], [400, 'MESSAGE_MALFORMED'])
  const million = await post(new Uint8Array([0x9a, 0x00, 0x0f, 0x42, 0x40]))
  assert.deepEqual([million.status, (JSON.parse(million.text) as { code: string }).code], [400, 'MESSAGE_MALFORMED'])
  assert.equal((await post(new Uint8Array(3), 'text/plain')).status, 415)
  assert.equal((await ask('/network/batch')).status, 405)
})

test('a client that sends its headers line by line, or its body byte by byte, is cut off and holds nobody else up', async () => {
  const limits = { headersTimeoutMs: 300, requestTimeoutMs: 600 }
  await using web = await serve({
    port: 0,
    ...limits,
    fetch: (request, env) => nation.portal.fetch(request, env),
  })
  const drip = (head: string, piece: string) =>
    new Promise<string>((resolve) => {
      let said = ''
      const socket = connect(web.port, '127.0.0.1', () => socket.write(head))
      const timer = setInterval(() => socket.write(piece), 50)
      socket.on('data', (chunk) => {
        said += chunk.toString('latin1')
      })
      // Cut off while it wrote: an end like any other.
      socket.on('error', () => undefined)
      socket.on('close', () => {
        clearInterval(timer)
        resolve(said)
      })
    })
  const slowHead = drip('GET / HTTP/1.1\r\nHost: localhost\r\n', 'X-A: b\r\n')
  const slowBody = drip(
    `POST /login/sandbox HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\nContent-Length: 60000\r\n\r\n`,
    'a',
  )
  assert.equal((await fetch(`${web.url}/health/live`)).status, 200)
  assert.match(await slowHead, /^HTTP\/1\.1 408 /)
  assert.match(await slowBody, /^(HTTP\/1\.1 408 |$)/)
  assert.equal((await fetch(`${web.url}/health/live`)).status, 200)
  const socket = connect(web.port, '127.0.0.1')
  socket.on('error', () => undefined)
  const head = 'POST /network/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n'
  socket.write(`${head}Content-Type: application/vnd.madoguchi.batch+cbor\r\n\r\nabc`)
  await new Promise((resolve) => setTimeout(resolve, 50))
  socket.resetAndDestroy()
  assert.equal((await fetch(`${web.url}/health/live`)).status, 200)
})

test('methods, targets and hosts that no browser sends get a page of ours, and no host but ours gets into a page', async () => {
  await using web = await serve({ port: 0, fetch: (request, env) => nation.portal.fetch(request, env) })
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let said = ''
      const socket = connect(web.port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (chunk) => {
        said += chunk.toString('utf8')
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(said))
    })
  const close = 'Connection: close\r\n\r\n'
  for (const line of [
    'TRACE / HTTP/1.1\r\nHost: localhost\r\n',
    'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n',
    'GET http://evil.example/login HTTP/1.1\r\nHost: evil.example\r\n',
    'GET /login HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n',
    'GET //evil.example/%2e%2e HTTP/1.1\r\nHost: localhost\r\n',
    'GET /assets/../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n',
    'GET /assets/..%2f..%2fpackage.json HTTP/1.1\r\nHost: localhost\r\n',
    'GET /assets/%00 HTTP/1.1\r\nHost: localhost\r\n',
    'GET /?a=%0d%0aSet-Cookie:%20x=y HTTP/1.1\r\nHost: localhost\r\n',
    'GET /%ff%fe HTTP/1.1\r\nHost: a\tb\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n',
    `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n`,
  ]) {
    const said = await send(`${line}${close}${line.includes('Content-Length: 3') ? 'abc' : ''}`)
    assert.match(said, /^HTTP\/1\.1 (200|204|303|400|403|404|405|431) /, `${line}${said.slice(0, 200)}`)
    assert.doesNotMatch(said, /evil\.example|root:|"workspaces"|^Set-Cookie: x/im, line)
  }
})

test('another site cannot have a citizen’s browser do anything: no origin, a null one, a foreign one, cross-site', async () => {
  const { session } = await logInByPage('taro')
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${origin}.evil.example` },
    { origin, 'sec-fetch-site': 'cross-site' },
    { origin, 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]) {
    const { status } = await ask('/registration', {
      method: 'POST',
      headers: { cookie: session, 'content-type': 'application/x-www-form-urlencoded', ...headers } as Record<
        string,
        string
      >,
      body: 'consent=yes',
    })
    assert.equal(status, 403, JSON.stringify(headers))
  }
  const home = await ask('/home', { headers: { cookie: session } })
  assert.equal(home.headers.get('location'), '/registration', 'nobody consented for him')
  const api = await ask('/api/v1/requests', {
    headers: { cookie: session, authorization: session.split('=')[1] ?? '' },
  })
  assert.equal(api.status, 401, 'a cookie opens no call of the API')
})

test('a cookie that somebody planted beside the citizen’s own logs nobody in, and a log-in never keeps a name that was there before', async () => {
  const { session } = await logInByPage('jiro')
  const other = await logInByPage('ken')
  for (const cookie of [
    `${session}; ${other.session}`,
    `${other.session}; ${session}`,
    session.replace('__Host-', ''),
  ]) {
    const { status, headers } = await ask('/home', { headers: { cookie } })
    assert.deepEqual([status, headers.get('location')], [303, '/login'])
  }
  const planted = `__Host-session=${'A'.repeat(86)}; __Host-start=${'B'.repeat(43)}`
  const fresh = await logInByPage('jiro', planted)
  assert.ok(!fresh.session.includes('AAAA'))
  const old = await logInByPage('jiro', fresh.session)
  assert.notEqual(old.session, fresh.session)
  assert.equal((await ask('/session', { headers: { cookie: fresh.session } })).status, 401, 'the one before has ended')
})

test('no word of a visitor leads away from the site, splits an answer or becomes markup', async () => {
  const { session } = await logInByPage('midori')
  const evil = '"><script>alert(1)</script>'
  for (const back of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%0d%0aX: y',
    'javascript:alert(1)',
    '/a\r\nX: y',
  ]) {
    const { status, headers } = await ask('/session/continue', {
      method: 'POST',
      headers: { ...fromUs, cookie: session },
      body: new URLSearchParams({ back }).toString(),
    })
    assert.deepEqual([status, headers.get('location'), headers.get('x')], [303, '/home', null], back)
  }
  await ask('/registration', { method: 'POST', headers: { ...fromUs, cookie: session }, body: 'consent=yes' })
  const word = encodeURIComponent(evil)
  for (const path of [
    `/history?agency=${word}&year=${word}`,
    `/information?type=${word}`,
    `/requests/${word}`,
    `/${word}`,
  ]) {
    const { text } = await ask(path, { headers: { cookie: session, accept: 'text/html' } })
    assert.ok(text.includes('</html>') && !text.includes('<script>alert'), path)
  }
  const { text } = await ask('/registration', {
    method: 'POST',
    headers: { ...fromUs, cookie: session },
    body: new URLSearchParams({ email: evil }).toString(),
  })
  assert.ok(!text.includes('<script>alert'))
})

test('a card whose holder is called like markup and like a formula shows that name as text, on every page and in every file', async () => {
  const holder = `=cmd|' /C calc'!A0"><img src=x onerror=alert(1)></title>#let`
  const path = join(nation.folder.cards, 'taro.json')
  const card = JSON.parse(await readFile(path, 'utf8')) as { attributes: object }
  await writeFile(path, JSON.stringify({ ...card, attributes: { ...card.attributes, name: holder } }))
  const { session } = await logInByPage('taro')
  const headers = { ...fromUs, cookie: session }
  await ask('/registration', { method: 'POST', headers, body: 'consent=yes' })
  const asked = await ask('/information', { method: 'POST', headers, body: 'type=local-tax' })
  const request = asked.headers.get('location') ?? assert.fail()
  await nation.settle()
  const answers = await ask(`${request}/answers`, { headers: { cookie: session } })
  for (const page of ['/login', '/home', request, '/history']) {
    const { text } = await ask(page, { headers: { cookie: page === '/login' ? '' : session } })
    assert.ok(text.includes('&lt;img') && !text.includes('<img src=x'), page)
  }
  const file = /href="([^"]+)\.csv"/.exec(answers.text)?.[1] ?? assert.fail('no file')
  const csv = await ask(`${file}.csv`, { headers: { cookie: session } })
  assert.ok(csv.text.includes(`"'=cmd|`) && !/[,\n]"?=cmd/.test(csv.text))
  const xml = await ask(`${file}.xml`, { headers: { cookie: session } })
  assert.ok(xml.text.includes('&lt;img') && !xml.text.includes('<img'))
  assert.equal(
    (JSON.parse((await ask(`${file}.json`, { headers: { cookie: session } })).text) as { holder: string }).holder,
    holder,
  )
  assert.equal((await ask(`${file}.pdf`, { headers: { cookie: session } })).status, 200)
})

test('JSON that reaches for a prototype, and calls in another’s name, change nothing for anybody', async () => {
  const ken = await openCitizen(nation, 'ken')
  const body = JSON.parse('{"types":["local-tax"],"__proto__":{"isAdmin":true}}')
  assert.equal((await ken.call('POST', '/api/v1/requests', body)).body.code, 'BODY_MALFORMED')
  assert.equal(
    (await ken.call('POST', '/api/v1/requests', { types: ['__proto__', 'constructor'] })).body.code,
    'TYPE_NOT_CONNECTED',
  )
  assert.equal(({} as { isAdmin?: unknown }).isAdmin, undefined)
  assert.equal((await ken.call('GET', '/api/v1/requests/%00')).body.code, 'DB_TEXT_REFUSED')
  const strange = await callPortal(nation, { method: 'GET', path: '/api/v1/requests', token: 'A'.repeat(86) })
  assert.equal(strange.body.code, 'SESSION_NONE')
})

test('what visitors write does not get into the log, and makes no line of its own', async () => {
  const before = nation.logged.length
  const forged = '{"level":"error","event":"FORGED"}'
  await ask(`/${encodeURIComponent(`\n${forged}`)}`, { headers: { 'user-agent': forged, 'x-request-id': forged } })
  await callPortal(nation, { method: 'POST', path: '/api/v1/sessions', body: { login: `\n${forged}` } })
  const lines = nation.logged.slice(before)
  assert.ok(
    lines.length > 0 && lines.every((line) => !line.includes('FORGED') && line.trimEnd().split('\n').length === 1),
  )
})

test('after all of this nobody logged a fault, and the house still works', async () => {
  const ken = await openCitizen(nation, 'ken')
  const asked = await ken.ask(['local-tax'])
  assert.ok(asked.items.every(({ state }) => state === 'answered' || state === 'nothing-to-show'))
  assert.deepEqual(
    nation.logged.filter((line) => /REQUEST_FAILED|API_FAILED|HANDLER_FAILED|\[refused\]/.test(line)),
    [],
  )
})
