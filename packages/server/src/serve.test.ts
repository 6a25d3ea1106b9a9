import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Hono } from 'hono'
import { serve } from './serve.ts'

const app = new Hono().get('/', (c) => c.text('ok'))

test('a program listens, answers and stops', async () => {
  const serving = await serve({ fetch: app.fetch, port: 0 })
  assert.match(serving.url, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.equal(await (await fetch(serving.url)).text(), 'ok')
  await serving[Symbol.asyncDispose]()
  await serving[Symbol.asyncDispose]()
  await assert.rejects(fetch(serving.url))
})

test('a port that is taken is told in one sentence', async () => {
  await using serving = await serve({ fetch: app.fetch, port: 0 })
  await assert.rejects(serve({ fetch: app.fetch, port: serving.port }), {
    code: 'SERVER_PORT_IN_USE',
    message: `Port ${serving.port} is taken by another program: stop it or choose another port.`,
  })
  await assert.rejects(serve({ fetch: app.fetch, port: 0, host: '203.0.113.1' }), { code: 'SERVER_NOT_LISTENING' })
})

test('a request under way finishes after the signal, a stuck one is cut off', async () => {
  const gate = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  const slow = new Hono()
    .get('/slow', async (c) => {
      arrived.resolve()
      await gate.promise
      return c.text('done')
    })
    .get('/stuck', async () => {
      arrived.resolve()
      return new Promise<Response>(() => undefined)
    })
  const stop = new AbortController()
  const serving = await serve({ fetch: slow.fetch, port: 0, signal: stop.signal })
  const answer = fetch(`${serving.url}/slow`)
  await arrived.promise
  stop.abort()
  gate.resolve()
  assert.equal(await (await answer).text(), 'done')
  await serving[Symbol.asyncDispose]()

  const other = await serve({ fetch: slow.fetch, port: 0, stopMs: 20 })
  const stuck = fetch(`${other.url}/stuck`).catch((error: unknown) => error)
  await other[Symbol.asyncDispose]()
  assert(((await stuck) as unknown) instanceof Error)
})

test('two Host lines, or two of any other line of which there is one, are answered 400 and reach nobody', async () => {
  let reached = 0
  const counting = new Hono().all('*', (c) => {
    reached += 1
    return c.text('ok')
  })
  await using serving = await serve({ fetch: counting.fetch, port: 0 })
  const send = (lines: readonly string[], method = 'GET') =>
    new Promise<string>((resolve, reject) => {
      const text = [`${method} / HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n')
      const socket = connect(serving.port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1')
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(answer.slice(0, 12)))
    })
  const bad = 'HTTP/1.1 400'
  assert.equal(await send(['Host: portal.example', 'Host: evil.example']), bad)
  assert.equal(await send(['Host: portal.example', 'hOST: portal.example']), bad)
  for (const line of [
    'Origin: https://a.example',
    'Cookie: a=b',
    'Authorization: Bearer x',
    'Content-Type: text/plain',
  ])
    assert.equal(await send(['Host: x', line, line], 'POST'), bad, line)
  assert.equal(await send(['Host: x', 'Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'], 'POST'), bad)
  assert.equal(await send(['Host: x', 'Content-Length: 0', 'Content-Length: 0'], 'POST'), bad)
  assert.equal(reached, 0)
  assert.equal(
    await send(['Host: x', 'Accept: text/html', 'Accept: */*', 'X-Forwarded-For: a', 'X-Forwarded-For: b']),
    'HTTP/1.1 200',
  )
})

test('headers without end and things that are not HTTP are cut off', async () => {
  await using serving = await serve({ fetch: app.fetch, port: 0 })
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(serving.port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1')
      })
      socket.on('error', reject)
      socket.on('close', () => resolve(answer))
    })
  assert.match(await send(`GET / HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 /)
  assert.match(await send('hello\r\n\r\n'), /^HTTP\/1\.1 400 /)
  assert.match(
    await send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'),
    /^HTTP\/1\.1 400 /,
  )
  assert.match(await send('GET / HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 400 /)
})
