import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, makeId } from '@madoguchi/kit'
import { encodeBatch, signBatch } from '@madoguchi/messages'
import type { TestNetwork } from './testing.fixture.ts'
import { makeTestNetwork, openPeer } from './testing.fixture.ts'

const cities = [1, 2, 3, 4, 5, 6].map((n) => `city-${n}`)
let server: EmbeddedServer
let network: TestNetwork
before(async () => {
  server = await openTestServer()
  network = await makeTestNetwork({
    server,
    parties: [
      { id: 'core', kind: 'core' },
      { id: 'portal', kind: 'portal' },
      { id: 'mihon-shi', kind: 'agency' },
      ...cities.map((id) => ({ id, kind: 'agency' as const })),
    ],
  })
})
after(() => server[Symbol.asyncDispose]())

function sign(from: string, count: number): Uint8Array[] {
  const drafts = Array.from({ length: count }, () => ({
    name: 'withdraw' as const,
    to: 'core',
    body: { exchange: makeId('exc') },
    notAfter: network.clock.now().getTime() + dayMs,
  }))
  return signBatch({ from, key: network.keyOf(from), drafts }).map(({ bytes }) => bytes)
}

function asBatches(messages: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: messages.length / 200 }, (_, i) =>
    encodeBatch(messages.slice(i * 200, (i + 1) * 200) as Uint8Array<ArrayBuffer>[]),
  )
}

it('while a loud sender is told to wait, a quiet one is taken at once and written in the next transaction', async () => {
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await using core = await openPeer({ test: network, id: 'core', answer: async () => void (await gate) })
  const portals = asBatches(sign('portal', 4000))
  const told = portals.map((batch) =>
    core.delivery.receive(batch).then(
      () => 'taken',
      ({ code }: { code: string }) => code,
    ),
  )
  const own = encodeBatch(sign('mihon-shi', 1) as Uint8Array<ArrayBuffer>[])
  const quiet = core.delivery.receive(own)
  letGo()
  await quiet
  const before = core.received.findIndex(({ from }) => from === 'mihon-shi')
  assert.ok(before >= 0 && before < 2 * 200, `${before} messages of the loud one came first`)
  const outcomes = await Promise.all(told)
  const count = (word: string) => outcomes.filter((one) => one === word).length
  assert.ok(count('DELIVERY_BUSY') >= 9, 'the loud one holds no more than half')
  assert.equal(count('taken') + count('DELIVERY_BUSY'), 20)
  for (const batch of portals) await core.delivery.receive(batch)
  assert.equal(core.received.filter(({ from }) => from === 'portal').length, 4000, 'and loses nothing by it')
})

it('what comes in one batch is written in one transaction, and what many send meanwhile in few', async () => {
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const written = new Map<object, number>()
  await using core = await openPeer({
    test: network,
    id: 'core',
    answer: async (_, work) => {
      await gate
      written.set(work, (written.get(work) ?? 0) + 1)
    },
  })
  const send = (from: string, count: number) =>
    core.delivery.receive(encodeBatch(sign(from, count) as Uint8Array<ArrayBuffer>[]))
  const first = send('portal', 200)
  const meanwhile = cities.map((city) => send(city, 20))
  letGo()
  await Promise.all([first, ...meanwhile])
  assert.deepEqual([...written.values()], [200, 16 * cities.length, 4 * cities.length])
})
