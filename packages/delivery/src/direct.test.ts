import assert from 'node:assert/strict'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId } from '@madoguchi/kit'
import { messageLimits } from '@madoguchi/messages'
import { batchContentType, batchPath, makeBatchEndpoint } from './direct.ts'
import { makeDirectTransport } from './direct-transport.fixture.ts'
import type { TestNetwork } from './testing.fixture.ts'
import { makeTestNetwork, openPeer } from './testing.fixture.ts'
import type { Transport } from './transport.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

describe('direct: batches by HTTP from party to party', () => {
  let server: EmbeddedServer
  let test: TestNetwork
  let web: Server
  let url: string
  let transport: Transport
  let answer: Answer = () => {}

  before(async () => {
    server = await openTestServer()
    web = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1')
    await new Promise((resolve) => web.once('listening', resolve))
    url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
    test = await makeTestNetwork({
      server,
      parties: [
        { id: 'core', kind: 'core', url },
        { id: 'portal', kind: 'portal' },
      ],
    })
    transport = openTransport(10_000)
  })
  after(async () => {
    web.closeAllConnections()
    await new Promise((resolve) => web.close(resolve))
    await server[Symbol.asyncDispose]()
  })

  function serve(receive: Parameters<typeof makeBatchEndpoint>[0]): void {
    const endpoint = makeBatchEndpoint(receive)
    answer = async (incoming, outgoing) => {
      const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
      const response = await endpoint(
        new Request(new URL(incoming.url ?? '', url), {
          method: incoming.method ?? '',
          headers: new Headers(incoming.headers as Record<string, string>),
          ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
        }),
      ).catch(() => new Response(null, { status: 500 }))
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    }
  }

  /** What is carried for real may take its time on a busy machine; whoever never answers is given up soon. */
  const openTransport = (timeoutMs: number) => makeDirectTransport({ directory: test.directory, fetch, timeoutMs })
  const knock = (init: RequestInit) => fetch(new URL(batchPath, url), { method: 'POST', ...init })
  const headers = { 'content-type': batchContentType }
  const send = () => openTransport(200).send('core', new Uint8Array([0x80]))
  const unreachable = { code: 'DELIVERY_UNREACHABLE' }

  it('carries messages and brings the receipt', async () => {
    await using core = await openPeer({ test, id: 'core' })
    await using portal = await openPeer({ test, id: 'portal', transport })
    serve(core.delivery.receive)
    await portal.delivery.transact(async (work) => {
      for (let i = 0; i < 100; i++)
        work.post({
          name: 'withdraw',
          to: 'core',
          body: { exchange: makeId('exc') },
          notAfter: work.at.getTime() + dayMs,
        })
    })
    await test.settle()
    assert.equal(core.received.length, 100)
    assert.deepEqual(await portal.db.kysely.selectFrom('outbox').selectAll().execute(), [])
  })

  it('takes a batch by POST and in its own type only', async () => {
    serve(() => assert.fail('nothing of this is a batch'))
    const stray = await knock({ method: 'GET' })
    assert.equal(stray.status, 405)
    assert.equal(stray.headers.get('x-content-type-options'), 'nosniff')
    assert.equal((await knock({ method: 'PUT', headers, body: 'x' })).status, 405)
    assert.equal((await knock({ body: 'x' })).status, 415)
    assert.equal((await knock({ headers: { 'content-type': 'application/json' }, body: '[]' })).status, 415)
  })

  it('refuses what is too large before it is all here, and what is no batch', async () => {
    await using core = await openPeer({ test, id: 'core' })
    serve(core.delivery.receive)
    const tooLarge = new Uint8Array(messageLimits.batchSizeBytesMax + 1)
    assert.equal((await knock({ headers, body: tooLarge })).status, 413)
    for (const body of [new Uint8Array(0), new Uint8Array([0x80, 0x00]), new Uint8Array([0xff]), 'garbage']) {
      const response = await knock({ headers, body })
      assert.deepEqual([response.status, await response.json()], [400, { code: 'MESSAGE_MALFORMED', facts: {} }])
    }
  })

  it('says when it stops, and nothing of what failed inside', async () => {
    const core = await openPeer({ test, id: 'core' })
    await core[Symbol.asyncDispose]()
    serve(core.delivery.receive)
    assert.equal((await knock({ headers, body: new Uint8Array([0x80]) })).status, 503)
    await assert.rejects(send(), { code: 'DELIVERY_UNREACHABLE', facts: { to: 'core', status: 503 } })
    serve(() => Promise.reject(new Error('a secret of the database')))
    const response = await knock({ headers, body: new Uint8Array([0x80]) })
    assert.deepEqual([response.status, await response.text()], [500, ''])
  })

  it('gives up on a party that has no address, does not listen or hangs up', async () => {
    await assert.rejects(transport.send('portal', new Uint8Array([0x80])), unreachable)
    const nobody = makeDirectTransport({
      directory: {
        ...test.directory,
        find: () => ({ ...test.directory.find('core'), url: 'http://127.0.0.1:1' }) as never,
      },
      fetch,
      timeoutMs: 200,
    })
    await assert.rejects(nobody.send('core', new Uint8Array([0x80])), unreachable)
    answer = (request) => request.destroy()
    await assert.rejects(send(), unreachable)
  })

  it('follows no redirect: an address is what the directory says', async () => {
    let visits = 0
    answer = (_, response) => {
      visits++
      response.writeHead(307, { location: '/elsewhere' }).end()
    }
    await assert.rejects(send(), unreachable)
    assert.equal(visits, 1)
  })

  it('waits no longer than it was told, whether nothing comes or too little', async () => {
    answer = () => {}
    await assert.rejects(send(), unreachable)
    answer = (_, response) => void response.writeHead(200).write('a')
    await assert.rejects(send(), unreachable)
  })

  it('reads no more of a receipt than a receipt can be, and believes no garbage', async () => {
    answer = (_, response) => response.writeHead(200).end(Buffer.alloc(messageLimits.receiptSizeBytesMax + 1))
    await assert.rejects(send(), { code: 'MESSAGE_TOO_LARGE' })
    answer = (_, response) => response.writeHead(200).end('<html>captive portal</html>')
    await using portal = await openPeer({ test, id: 'portal', transport })
    await portal.delivery.transact(async (work) => {
      work.post({
        name: 'withdraw',
        to: 'core',
        body: { exchange: makeId('exc') },
        notAfter: work.at.getTime() + dayMs,
      })
    })
    await test.settle()
    assert.deepEqual(portal.events, ['unreachable core'])
    assert.equal((await portal.db.kysely.selectFrom('outbox').selectAll().execute()).length, 1)
  })
})
