import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:https'
import { it } from 'node:test'
import { makeId } from '@madoguchi/kit'
import { openPair } from './direct-tls.fixture.ts'
import type { PartAsk, PartSource } from './parts.ts'
import { makeInProcessNetwork } from './transport.ts'

const filing = makeId('fil')
const digest = 'A'.repeat(43)
const whole = new Uint8Array(3_000_000).map((_, i) => i % 251)

/** Gives the part of this filing to this party, in pieces; `asked` is what was asked for. */
function makeSource(party: string, pieces = sliceWhole) {
  const asked: PartAsk[] = []
  const parts: PartSource = {
    async open({ party: asker, ...ask }) {
      asked.push(ask)
      return asker === party && ask.filing === filing && ask.offset <= whole.length ? pieces(ask.offset) : undefined
    },
  }
  return { parts, asked }
}

async function* sliceWhole(offset: number) {
  for (let at = offset; at < whole.length; at += 100_000) yield whole.slice(at, at + 100_000)
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const ask = { from: 'core', filing, digest, offset: 0 }
const missing = { code: 'DELIVERY_PART_MISSING' }
const unreachable = { code: 'DELIVERY_UNREACHABLE' }

it('a city fetches a part over TLS, whole and from a place in it on, and batches go on beside it', async () => {
  const { parts, asked } = makeSource('mihon-shi')
  await using pair = await openPair({ parts })
  using transport = pair.call()
  assert.ok((await readAll(await transport.fetchPart(ask))).equals(whole))
  const offset = 2_999_990
  assert.deepEqual(await readAll(await transport.fetchPart({ ...ask, offset })), Buffer.from(whole.slice(offset)))
  assert.equal((await readAll(await transport.fetchPart({ ...ask, offset: whole.length }))).length, 0)
  await transport.send('core', new Uint8Array([0x80]))
  assert.deepEqual(
    asked.map((one) => one.offset),
    [0, offset, whole.length],
  )
})

it('a digest is no right: another filing, a place beyond the end, a party that it is not for get nothing', async () => {
  await using pair = await openPair(makeSource('mihon-shi'))
  using transport = pair.call()
  await assert.rejects(transport.fetchPart({ ...ask, filing: makeId('fil') }), missing)
  await assert.rejects(transport.fetchPart({ ...ask, offset: whole.length + 1 }), missing)
  await using another = await openPair(makeSource('aoba-shi'))
  using stranger = another.call()
  await assert.rejects(stranger.fetchPart(ask), missing)
  await using none = await openPair()
  using asking = none.call()
  await assert.rejects(asking.fetchPart(ask), missing)
})

it('what is no question for a part is 404, whatever it looks like', async () => {
  const { parts, asked } = makeSource('mihon-shi')
  await using pair = await openPair({ parts })
  const { privateKeyPem: key, certificatePem: cert } = pair.identities['mihon-shi']
  async function knock(path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
    const asking = request({
      host: '127.0.0.1',
      port: pair.port,
      path,
      key,
      cert,
      rejectUnauthorized: false,
      ...options,
    })
    asking.end()
    const [answer] = await once(asking, 'response')
    answer.resume()
    return answer.statusCode
  }
  const path = `/parts/${filing}/${digest}`
  assert.equal(await knock(path), 200)
  assert.equal(await knock(path, { method: 'POST' }), 404)
  assert.equal(await knock(`${path}/`), 404)
  assert.equal(await knock(`/parts/${filing}/..%2f..%2fsecrets`), 404)
  assert.equal(await knock(`/parts/../network/batch`), 404)
  for (const range of ['bytes=5-9', 'bytes=-5', 'bytes=0-,7-', 'bytes=01-', 'bytes=99999999999999999-', 'lines=1-'])
    assert.equal(await knock(path, { headers: { range } }), 404, range)
  assert.equal(asked.length, 1)
})

it('a part that breaks off says so, and what came before it is there to go on from', async () => {
  async function* breakOff(offset: number) {
    yield whole.slice(offset, offset + 100_000)
    throw new Error('the disk is gone')
  }
  await using pair = await openPair(makeSource('mihon-shi', breakOff))
  using transport = pair.call()
  let sizeBytes = 0
  await assert.rejects(async () => {
    for await (const chunk of await transport.fetchPart(ask)) sizeBytes += chunk.length
  }, unreachable)
  assert.equal(sizeBytes, 100_000)
})

it('a part from which nothing comes is given up, and so is a sender that is not there', async () => {
  async function* stall(offset: number) {
    yield whole.slice(offset, offset + 10)
    await new Promise(() => {})
  }
  await using pair = await openPair(makeSource('mihon-shi', stall))
  using transport = pair.call(undefined, 200)
  await assert.rejects(transport.fetchPart(ask).then(readAll), unreachable)
  pair.moveTo(1)
  await assert.rejects(transport.fetchPart(ask), unreachable)
})

it('within one process a part is asked for in the name of whoever asks', async () => {
  const network = makeInProcessNetwork()
  const { parts } = makeSource('mihon-shi')
  await assert.rejects(network.fetchPartAs('mihon-shi')(ask), unreachable)
  network.connect('core', async (batch) => batch, parts)
  assert.ok((await readAll(await network.fetchPartAs('mihon-shi')(ask))).equals(whole))
  await assert.rejects(network.fetchPartAs('aoba-shi')(ask), missing)
})
