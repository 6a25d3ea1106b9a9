import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import type { HttpBindings } from '@hono/node-server'
import fc from 'fast-check'
import { Hono } from 'hono'
import { bodyLimit } from './body-limit.ts'
import { pageErrors } from './errors.ts'
import { makeTestApp, testOrigin } from './pages/test-app.fixture.ts'
import type { Refuse } from './refuse.ts'
import type { WebEnv } from './request-context.ts'
import { serve } from './serve.ts'

const bytesMax = 100

test('a form that comes over the wire is taken to its last byte, whatever it is called and however it comes', async () => {
  await using site = await openSite()
  const types = ['application/json', 'application/x-www-form-urlencoded', 'text/plain;charset=UTF-8', 'image/png', '']
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.constantFrom(...types), async (text, type) => {
      const body = Buffer.from(text)
      fc.pre(body.length <= bytesMax && !text.startsWith('\uFEFF'))
      for (const sent of [withLength(body), chunked(body)])
        assert.equal(await site.post([...sent.lines, `Content-Type: ${type}`], sent.body), `200 ${text}`)
    }),
    { numRuns: 30 },
  )
})

test('what is no text comes to the handler byte by byte', async () => {
  await using site = await openSite()
  const bytes = Buffer.from(Array.from({ length: bytesMax }, (_, i) => 255 - i))
  for (const sent of [withLength(bytes), chunked(bytes)])
    assert.equal(
      await site.post([...sent.lines, 'Content-Type: application/octet-stream'], sent.body, '/bytes'),
      `200 ${bytes.toString('hex')}`,
    )
})

test('a large document comes whole, by every way to ask for it, and one that breaks off is the client’s doing', async () => {
  await using site = await openSite(1_000_000)
  const text = Array.from({ length: 100_000 }, (_, i) => `${i}`).join(' ')
  const body = Buffer.from(text)
  for (const sent of [withLength(body), chunked(body)]) {
    const lines = [...sent.lines, 'Content-Type: image/png']
    assert.equal(await site.post(lines, sent.body, '/bytes'), `200 ${body.toString('hex')}`)
    assert.equal(await site.post(lines, sent.body, '/form'), `200 ${text}`)
  }
  await site.breakOff(['Content-Length: 900000', 'Content-Type: image/png'], 'x'.repeat(400_000))
  assert.equal(site.lines.filter((line) => line.includes('"status":400')).length, 1)
})

test('a form without a body is an empty one', async () => {
  await using site = await openSite()
  assert.equal(await site.post([], Buffer.alloc(0)), '200 ')
  assert.equal(await site.post(['Content-Length: 0'], Buffer.alloc(0)), '200 ')
})

test('a body over the limit is refused over the wire, with a length and in chunks', async () => {
  await using site = await openSite()
  for (const length of [bytesMax + 1, 20_000]) {
    const body = Buffer.alloc(length, 'x')
    for (const sent of [withLength(body), chunked(body)])
      for (const path of ['/form', '/bytes', '/messages'])
        assert.match(await site.post(sent.lines, sent.body, path), /^413 /)
  }
  assert.match(await site.post(['Content-Length: 999999999999'], Buffer.from('x')), /^413 /)
})

test('a body that is too large has gone by when it is answered, so that a browser reads the answer and not that its line was cut', async () => {
  const app = new Hono<WebEnv>()
  const gone: boolean[] = []
  const refuse: Refuse = (c, code) => {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    gone.push(incoming?.readableEnded === true)
    return c.json({ code }, pageErrors[code].http)
  }
  app.use(bodyLimit({ bytesMax, refuse }))
  await using serving = await serve({ port: 0, fetch: (request, env) => app.fetch(request, env as HttpBindings) })
  const sent = await fetch(`${serving.url}/form`, { method: 'POST', body: 'x'.repeat(5_000_000) })
  assert.deepEqual([sent.status, await sent.json(), gone], [413, { code: 'BODY_TOO_LARGE' }, [true]])
})

test('more bytes than the length says are another request, never more of this one', async () => {
  await using site = await openSite()
  const longer = (rest: string) => Buffer.from(`12345${rest}`)
  assert.match(await site.post(['Content-Length: 5'], longer('x'.repeat(bytesMax))), /^400 $/)
  const stays = ['Content-Length: 5', 'Connection: keep-alive']
  const answer = await site.post(stays, longer('GET /hello/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))
  assert.match(answer, /^200 12345HTTP\/1.1 200 .*こんにちは/s)
})

test('fewer bytes than the length says, or a chunk that never ends, are nobody’s failure but the client’s', async () => {
  await using site = await openSite()
  await site.breakOff(['Content-Length: 50'], 'only this')
  await site.breakOff(['Content-Length: 50', 'Content-Type: application/json'], '{"a":')
  await site.breakOff(['Transfer-Encoding: chunked'], '32\r\nonly this')
  assert.equal(site.lines.filter((line) => line.includes('"status":400')).length, 3)
  assert(!site.lines.some((line) => line.includes('REQUEST_FAILED')))
})

test('lengths that are none, that contradict each other or stand beside chunks never reach a handler', async () => {
  await using site = await openSite()
  const lies = [
    ['Content-Length: many'],
    ['Content-Length: -1'],
    ['Content-Length: +5'],
    ['Content-Length: 0x5'],
    ['Content-Length: 5', 'Content-Length: 500'],
    ['Content-Length: 5, 500'],
    ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', 'Content-Length: 5'],
    ['Transfer-Encoding: identity, gzip'],
  ]
  for (const lines of lies) assert.match(await site.post(lines, Buffer.from('12345')), /^400 /, String(lines))
})

type Sent = { readonly lines: readonly string[]; readonly body: Buffer }

function withLength(body: Buffer): Sent {
  return { lines: [`Content-Length: ${body.length}`], body }
}

function chunked(body: Buffer): Sent {
  const parts = [body.subarray(0, body.length >> 1), body.subarray(body.length >> 1)].filter(({ length }) => length > 0)
  const chunks = parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')])
  return { lines: ['Transfer-Encoding: chunked'], body: Buffer.concat([...chunks, Buffer.from('0\r\n\r\n')]) }
}

function endOf(lines: readonly string[]): string[] {
  return lines.some((line) => line.startsWith('Connection:')) ? [] : ['Connection: close']
}

/** A site as it stands on the network, and clients that write their lines by hand. */
async function openSite(bodyBytesMax = bytesMax) {
  const { app, lines } = makeTestApp({ bodyBytesMax })
  app.post('/bytes', async (c) => c.text(Buffer.from(await c.req.arrayBuffer()).toString('hex')))
  const answered = new EventTarget()
  const serving = await serve({
    port: 0,
    fetch: async (request, env) => {
      const response = await app.fetch(request, env as Record<string, unknown>)
      answered.dispatchEvent(new Event('done'))
      return response
    },
  })
  const head = (more: readonly string[], path: string) =>
    [`POST ${path} HTTP/1.1`, 'Host: x', `Origin: ${testOrigin}`, ...more, ...endOf(more), '', ''].join('\r\n')
  return {
    lines,
    /** The status and the body of the answer. */
    post: (more: readonly string[], body: Buffer, path = '/form') =>
      new Promise<string>((resolve) => {
        const parts: Buffer[] = []
        const socket = connect(serving.port, '127.0.0.1', () => {
          socket.write(head(more, path))
          socket.write(body)
        })
        socket.on('data', (part) => void parts.push(part))
        // Who is refused in the middle of a body may find the line cut.
        socket.on('error', () => undefined)
        socket.on('close', () => {
          const [first = '', ...rest] = Buffer.concat(parts).toString().split('\r\n\r\n')
          resolve(`${first.split(' ')[1]} ${rest.join('\r\n\r\n')}`)
        })
      }),
    /** Sends what it has and goes; resolves when the site has answered nobody. */
    async breakOff(more: readonly string[], body: string) {
      const done = new Promise((resolve) => answered.addEventListener('done', resolve, { once: true }))
      const socket = connect(serving.port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(head(more, '/form') + body, () => socket.end())
      await done
    },
    [Symbol.asyncDispose]: () => serving[Symbol.asyncDispose](),
  }
}

test('a form of more fields than anybody could fill in is refused before values are made of them', async () => {
  const app = new Hono<WebEnv>()
  let isReached = false
  app.use(
    bodyLimit({ bytesMax: 40_000_000, refuse: (c, code, facts) => c.json({ code, facts }, pageErrors[code].http) }),
  )
  app.post('/form', (c) => {
    isReached = true
    return c.text('taken')
  })
  const part = '--q\r\nContent-Disposition: form-data; name="document"; filename="a"\r\n\r\n\r\n'
  const kinds = [
    ['multipart/form-data; boundary=q', part, '--q--\r\n'],
    ['multipart/form-data; charset=x; boundary="q"', part, '--q--\r\n'],
    ['application/x-www-form-urlencoded', 'a=b&', ''],
  ] as const
  for (const [type, one, end] of kinds)
    for (const [count, status] of [
      [400_000, 413],
      [1_999, 200],
    ] as const) {
      isReached = false
      const body = `${one.repeat(count)}${end}`
      const sent = await app.request('/form', { method: 'POST', headers: { 'content-type': type }, body })
      assert.deepEqual([sent.status, isReached], [status, status === 200], `${type} ${count}`)
    }
})
