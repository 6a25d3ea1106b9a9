import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeTestClock, minuteMs, silentLog } from '@madoguchi/kit'
import { envOf } from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { watchProxies } from './watch-proxies.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

function openWatch(hops: number) {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const lines: unknown[] = []
  const log = { ...silentLog, error: (event: string, facts?: unknown) => void lines.push([event, facts]) }
  const watch = watchProxies({ hops, clock, log })
  const see = (headers: Record<string, string>, path = '/', env: unknown = envOf('127.0.0.1')) =>
    watch.note({
      env,
      req: { path, header: (name: string) => headers[name] },
    })
  return { clock, lines, watch, see }
}

test('a portal behind a proxy that it was not told of says so: in its log once, and in its health', async () => {
  const visit = (path: string, headers: Record<string, string>) =>
    world.portal.fetch(new Request(testOrigin + path, { headers }), envOf('127.0.0.1'))
  for (let i = 0; i < 12; i++) await visit('/', { 'x-forwarded-for': `203.0.113.${i}` })
  assert.deepEqual(world.portal.notes(), ['PROXY_HOPS_TOO_FEW'])
  const health = (await (await visit('/health/ready', {})).json()) as { status: string; notes: unknown }
  assert.deepEqual([health.status, health.notes], ['ready', ['PROXY_HOPS_TOO_FEW']])
})

test('one that waits for a proxy that is not there says so, too', () => {
  const { lines, watch, see } = openWatch(1)
  for (let i = 0; i < 10; i++) see({})
  assert.equal(watch.find(), 'PROXY_HOPS_TOO_MANY')
  assert.deepEqual(lines, [['PROXY_HOPS_TOO_MANY', { hops: 1 }]])
})

test('as many proxies as it was told of are nothing to speak of, however they write it', () => {
  const { lines, watch, see } = openWatch(2)
  for (let i = 0; i < 20; i++)
    see(i % 2 === 0 ? { 'x-forwarded-for': '203.0.113.1, 10.0.0.1' } : { forwarded: 'for=a, for=b' })
  assert.equal(watch.find(), undefined)
  assert.deepEqual(lines, [])
})

test('a caller who makes up such a header, probes from within and calls of our own process raise no alarm', () => {
  const { watch, see } = openWatch(0)
  for (let i = 0; i < 30; i++) see({})
  for (let i = 0; i < 20; i++) see({ 'x-forwarded-for': '203.0.113.1' })
  for (let i = 0; i < 50; i++) see({ 'x-forwarded-for': '203.0.113.1' }, '/health/ready')
  for (let i = 0; i < 50; i++) see({ 'x-forwarded-for': '203.0.113.1' }, '/', null)
  assert.equal(watch.find(), undefined)
})

test('it is told once in ten minutes, and no longer when it is mended', () => {
  const { clock, lines, watch, see } = openWatch(0)
  const some = () => {
    for (let i = 0; i < 40; i++) see({ 'x-forwarded-for': '203.0.113.1' })
  }
  some()
  assert.equal(lines.length, 1)
  clock.advance(10 * minuteMs)
  assert.equal(watch.find(), undefined)
  some()
  assert.equal(lines.length, 2)
})
