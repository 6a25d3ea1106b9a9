import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { checkOrigin } from '@madoguchi/card'
import fc from 'fast-check'
import { findPortal, isOrigin, listMatchPatterns, loopback, type Portal, parsePortals } from './portals.ts'

const city: Portal = { origin: 'https://portal.example', operator: 'みほん市', mode: 'production' }
const sandbox: Portal = { origin: loopback, operator: 'ためし', mode: 'sandbox' }

const shipped = parsePortals(JSON.parse(await readFile(new URL('../portals.json', import.meta.url), 'utf8')))

test('the list that is shipped knows the sandbox of this computer, on any port, and nobody else', () => {
  assert.deepEqual(listMatchPatterns(shipped), ['http://127.0.0.1/*', 'http://localhost/*'])
  assert.equal(findPortal(shipped, 'http://localhost:3000')?.mode, 'sandbox')
  assert.equal(findPortal(shipped, 'http://127.0.0.1:65535')?.mode, 'sandbox')
  assert.equal(findPortal(shipped, 'https://portal.example'), undefined)
})

test('a listed site is found by its exact origin, and no neighbour of it is', () => {
  const portals = [city, sandbox]
  assert.equal(findPortal(portals, 'https://portal.example'), city)
  for (const neighbour of [
    'http://portal.example',
    'https://portal.example:8443',
    'https://portal.example/',
    'https://portal.example.evil.example',
    'https://evil.portal.example',
    'https://PORTAL.example',
    'https://portal.example@evil.example',
    'https://localhost:3000',
    'http://localhost.evil.example:3000',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.2:3000',
    'http://[::1]:3000',
    'http://2130706433:3000',
    'null',
    '',
    'file://',
    'chrome-extension://bginkpmanhehlikbcaadipdfmkjokkik',
  ])
    assert.equal(findPortal(portals, neighbour), undefined, neighbour)
})

test('whatever a browser might say, the extension and card-host agree on what an origin is', () => {
  const origins = fc.oneof(
    fc.string(),
    fc.webUrl({ validSchemes: ['http', 'https'] }),
    fc.webUrl().map((url) => new URL(url).origin),
    fc
      .tuple(fc.constantFrom('localhost', '127.0.0.1', '127.0.0.2'), fc.nat(70_000))
      .map(([h, p]) => `http://${h}:${p}`),
  )
  fc.assert(
    fc.property(origins, (origin) => {
      assert.equal(isOrigin(origin), checkOrigin(origin).ok)
      const found = findPortal([city, sandbox], origin)
      if (found === city) assert.equal(origin, city.origin)
      if (found === sandbox) assert.match(origin, /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/)
    }),
    { numRuns: 2000 },
  )
})

test('an operator who writes a list wrongly is told which entry, and no extension comes of it', () => {
  for (const [entry, why] of [
    [{ ...city, origin: 'https://portal.example/' }, /Entry 1.*origin/],
    [{ ...city, origin: 'https://*.example' }, /origin/],
    [{ ...city, origin: 'http://portal.example' }, /origin/],
    [{ ...city, origin: loopback }, /in production origin is https/],
    [{ ...city, operator: ' ' }, /operator/],
    [{ ...city, mode: 'test' }, /mode/],
    [{ ...city, doctor: 'https://elsewhere.example/card' }, /doctor/],
    [{ ...city, note: 'x' }, /nothing else/],
    ['https://portal.example', /is an object/],
  ] as const)
    assert.throws(() => parsePortals({ portals: [entry] }), why)
  assert.throws(() => parsePortals({ portals: [] }), /one entry/)
  assert.throws(() => parsePortals({ portals: [city, city] }), /once/)
  assert.throws(() => parsePortals([city]), RangeError)
})

test('any list that is read gives patterns that let nobody in but the listed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      for (const value of [json, { portals: json }, { portals: [json] }])
        try {
          for (const pattern of listMatchPatterns(parsePortals(value))) assert.match(pattern, /^https?:\/\/[^/*]+\/\*$/)
        } catch (error) {
          assert.ok(error instanceof RangeError)
        }
    }),
  )
})
