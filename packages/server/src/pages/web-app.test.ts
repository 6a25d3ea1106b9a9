import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError, idPattern, minuteMs } from '@madoguchi/kit'
import { HTTPException } from 'hono/http-exception'
import { HtmlValidate } from 'html-validate'
import { errorCopy } from '../error-copy.ts'
import type { PageErrorCode } from '../errors.ts'
import { renderErrorPage } from './error-page.ts'
import { fromUs, makeTestApp, testOrigin, testSite } from './test-app.fixture.ts'

const json = { accept: 'application/json' }

test('every page carries the headers that make a browser careful', async () => {
  const { app } = makeTestApp()
  for (const path of ['/hello/x', '/nowhere', '/fails']) {
    const { headers } = await app.request(path)
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/)
    assert.doesNotMatch(policy, /unsafe|\*/)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('referrer-policy'), 'same-origin')
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.match(headers.get('strict-transport-security') ?? '', /max-age=63072000/)
    assert.match(headers.get('x-request-id') ?? '', idPattern)
  }
})

test('a client cannot choose its own request id, and the log never holds a typed path', async () => {
  const { app, lines } = makeTestApp()
  const response = await app.request('/hello/%E4%B8%89%E4%BF%9D?pin=1234', { headers: { 'x-request-id': 'mine' } })
  assert.notEqual(response.headers.get('x-request-id'), 'mine')
  const line = JSON.parse(lines.join('')) as { event: string; facts: object }
  assert.equal(line.event, 'REQUEST_DONE')
  assert.deepEqual(line.facts, {
    requestId: response.headers.get('x-request-id'),
    method: 'GET',
    route: '/hello/:name',
    status: 200,
    durationMs: 0,
  })
})

test('requests are counted by route, however many paths and methods a stranger tries', async () => {
  const { app, metrics } = makeTestApp()
  for (const path of ['/a', '/b', '/c/d']) await app.request(path)
  await app.request('/hello/x', { method: 'BREW' })
  assert.match(metrics.render(), /http_requests_total\{method="GET",route="\/\*",status="404"\} 3/)
  assert.match(metrics.render(), /method="other"/)
  assert.doesNotMatch(metrics.render(), /BREW|\/c\/d/)
})

test('a form from our own page is taken', async () => {
  const { app } = makeTestApp()
  for (const headers of [fromUs, { origin: testOrigin }, { 'sec-fetch-site': 'same-origin' }]) {
    const response = await app.request('/form', {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: 'a=1',
    })
    assert.equal(response.status, 200)
    assert.equal(await response.text(), 'a=1')
  }
})

test('a form from anywhere else changes nothing', async () => {
  const { app } = makeTestApp()
  const hostile: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'http://portal.example' },
    { origin: 'https://portal.example.evil.example' },
    { origin: 'https://portal.example:8443' },
    { origin: '' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
    { origin: testOrigin, 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { referer: `${testOrigin}/form` },
  ]
  for (const headers of hostile) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'BREW']) {
      const response = await app.request('/form', { method, headers: { ...headers, ...json } })
      assert.equal(response.status, 403, JSON.stringify(headers))
      assert.equal((await readJson(response)).code, 'REQUEST_FORGED')
    }
  }
  assert.equal((await app.request('/messages', { method: 'POST', body: 'x' })).status, 200)
  assert.equal((await app.request('/messages/../form', { method: 'POST', body: 'x' })).status, 403)
})

test('ten thousand forged requests of a minute are two lines of warning, the first with its request and the last with their number', async () => {
  const { app, lines, clock } = makeTestApp()
  const forge = () => app.request('/form', { method: 'POST', headers: { origin: 'https://evil.example', ...json } })
  for (let i = 0; i < 10_000; i++) await forge()
  clock.advance(minuteMs)
  type Line = { event: string; facts: { requestId?: string; count?: number } }
  const warnings = () => lines.map((line) => JSON.parse(line) as Line).filter(({ event }) => event === 'REQUEST_FORGED')
  assert.equal(warnings().length, 1)
  await forge()
  const [first, sum, next] = warnings().map(({ facts }) => facts)
  assert.match(first?.requestId ?? '', /^req_/)
  assert.deepEqual(sum, { hasOrigin: true, count: 9999 })
  assert.match(next?.requestId ?? '', /^req_/)
})

test('a body over the limit is refused, whatever it says about itself', async () => {
  const { app } = makeTestApp()
  const post = (body: string | ReadableStream, more: Record<string, string> = {}) =>
    app.request('/form', {
      method: 'POST',
      headers: { ...fromUs, ...json, ...more },
      body,
      duplex: 'half',
    } as RequestInit)
  assert.equal((await post('x'.repeat(100))).status, 200)
  assert.equal((await post('x'.repeat(101))).status, 413)
  assert.equal((await post('x'.repeat(101), { 'content-length': '5' })).status, 413)
  assert.equal((await post('x', { 'content-length': '999' })).status, 413)
  assert.equal((await post('x', { 'content-length': 'many' })).status, 413)
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(60)) })
  const response = await post(endless)
  assert.equal(response.status, 413)
  assert.deepEqual((await readJson(response)).facts, { bytesMax: 100 })
})

const browserLike = { ...fromUs, accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' }

test('a form that is refused or fails leads its sender to a page, and stands in the log and the counts with its own status', async () => {
  const findPage = (path: string) => (path === '/form' ? '/hello/form' : undefined)
  for (const [path, init, throws, [status, to]] of [
    ['/form?held=x', { body: 'x'.repeat(101) }, undefined, [413, '/hello/form?held=x&refused=body-too-large']],
    ['/hello/x', {}, undefined, [405, '/refused?why=method-not-allowed&number=']],
    ['/fails', {}, new HTTPException(415), [400, '/refused?why=request-malformed&number=']],
    ['/fails', {}, new Error('x'), [500, '/refused?why=internal&number=']],
    ['/fails', {}, new AppError('UNAVAILABLE', 'x'), [503, '/refused?why=unavailable&number=']],
    ['/form', { headers: { origin: 'https://evil.example' } }, undefined, [403, '/refused?why=request-forged&number=']],
  ] as const) {
    const { app, lines, metrics } = makeTestApp({ formLeads: { findPage }, throws })
    const headers = { ...browserLike, ...('headers' in init ? init.headers : {}) }
    const sent = await app.request(path, { method: 'POST', ...init, headers })
    const number = sent.headers.get('x-request-id') ?? ''
    const led = sent.headers.get('location') ?? ''
    assert.deepEqual([sent.status, led], [303, to.endsWith('=') ? `${to}${number}` : to], path)
    assert.match(lines.join(''), new RegExp(`"REQUEST_DONE"[^\\n]*"status":${status === 400 ? 4 : status}`))
    assert.match(metrics.render(), new RegExp(`status="${status}"\\} 1`))
    const page = await app.request(led)
    assert.ok(page.status < 500)
    if (to.endsWith('=')) assert.ok((await page.text()).includes(number))
  }
})

test('only what a browser’s page sends is led on, and a number that is none is not repeated', async () => {
  const { app } = makeTestApp({ formLeads: { findPage: () => '/hello/form' } })
  for (const more of [{ 'sec-fetch-mode': 'cors' }, { accept: '*/*' }, { accept: 'application/json' }]) {
    const sent = await app.request('/form', {
      method: 'POST',
      body: 'x'.repeat(101),
      headers: { ...browserLike, ...more },
    })
    assert.deepEqual([sent.status, sent.headers.get('location')], [413, null])
  }
  const program = await app.request('/messages', { method: 'POST', body: 'x'.repeat(101), headers: browserLike })
  assert.equal(program.status, 413)
  const put = await app.request('/form', { method: 'PUT', headers: browserLike })
  assert.equal(put.status, 405)
  const page = await app.request('/refused?why=internal&number=%3Cb%3Ecall+0120')
  assert.match(await page.text(), /<code>req_[\w-]{22}<\/code>/)
  assert.equal((await app.request('/refused?why=nothing')).status, 404)
})

test('a page that is not there and a wrong method say so, to people and to programs', async () => {
  const { app } = makeTestApp()
  const page = await app.request('/nowhere')
  assert.equal(page.status, 404)
  assert.match(await page.text(), /ページが見つかりません/)
  const wrong = await app.request('/form', { headers: json })
  assert.equal(wrong.status, 405)
  assert.equal(wrong.headers.get('allow'), 'POST')
  assert.equal((await readJson(wrong)).code, 'METHOD_NOT_ALLOWED')
})

test('a failure shows a number for the help desk and nothing of what went wrong', async () => {
  const { app, lines } = makeTestApp({ throws: new Error('password of 三保 is hunter2') })
  const page = await app.request('/fails')
  const text = await page.text()
  assert.equal(page.status, 500)
  assert.match(text, new RegExp(page.headers.get('x-request-id') ?? 'none'))
  assert.match(text, /処理を終えられませんでした/)
  assert.doesNotMatch(text + lines.join(''), /hunter2|三保/)
  assert.match(lines.join(''), /"event":"REQUEST_FAILED"/)
})

test('a handler that throws what is no error gets the same page', async () => {
  for (const throws of ['三保', null, undefined, { status: 200 }]) {
    const page = await makeTestApp({ throws }).app.request('/fails')
    assert.equal(page.status, 500)
    assert.match(await page.text(), /処理を終えられませんでした/)
  }
})

test('a known code leaves with its status and facts, an unknown one as INTERNAL', async () => {
  const errorTables = [{ CORE_DOWN: { move: 'operator', http: 503 } as const }]
  for (const [code, status, shown] of [
    ['CORE_DOWN', 503, 'CORE_DOWN'],
    ['SECRET_CODE', 500, 'INTERNAL'],
    ['constructor', 500, 'INTERNAL'],
  ] as const) {
    const { app } = makeTestApp({ errorTables, throws: new AppError(code, 'x', { facts: { attempts: 2 } }) })
    const response = await app.request('/fails', { headers: json })
    const body = await readJson(response)
    assert.equal(response.status, status)
    assert.equal(body.code, shown)
    assert.deepEqual(body.facts, shown === 'INTERNAL' ? {} : { attempts: 2 })
  }
  const { app } = makeTestApp({ errorTables, throws: new AppError('CORE_DOWN', 'x') })
  assert.match(await (await app.request('/fails')).text(), /いま、使えません/)
  const refused = makeTestApp({ throws: new HTTPException(418, { message: '三保' }) })
  const answer = await refused.app.request('/fails')
  assert.equal(answer.status, 400)
  assert.doesNotMatch(await answer.text(), /三保/)
})

test('every error page is valid HTML with a heading, a next step and the number', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: { 'attr-spacing': 'off' },
  })
  for (const code of Object.keys(errorCopy) as PageErrorCode[]) {
    const page = String(renderErrorPage({ site: testSite, code, requestId: 'req_"><script>' }))
    const { results } = await validator.validateString(page)
    assert.deepEqual(
      results.flatMap(({ messages }) => messages.map(({ message }) => message)),
      [],
    )
    assert.match(page, new RegExp(`<h1>${errorCopy[code].title}</h1>`))
    assert(page.includes(errorCopy[code].next) && page.includes('req_&quot;&gt;&lt;script&gt;'))
  }
})

async function readJson(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>
}
