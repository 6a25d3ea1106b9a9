import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findClientAddress } from './client-address.ts'

function find(remoteAddress: string | undefined, forwarded: string | undefined, proxyHops: number): string | undefined {
  const c = { env: { incoming: { socket: { remoteAddress } } }, req: { header: () => forwarded } }
  return findClientAddress(c, { proxyHops })
}

test('an address is believed only from our own socket or our own proxies', () => {
  assert.equal(find('192.0.2.1', '10.0.0.1', 0), '192.0.2.1')
  assert.equal(find('127.0.0.1', 'forged, 192.0.2.7', 1), '192.0.2.7')
  assert.equal(find('127.0.0.1', '192.0.2.7, 10.0.0.2', 2), '192.0.2.7')
  const byCall = { env: undefined, req: { header: () => undefined } }
  assert.equal(findClientAddress(byCall, { proxyHops: 0 }), undefined)
  assert.equal(findClientAddress(byCall, { proxyHops: 1 }), undefined)
})

test('whoever the proxy says nothing readable of is counted as the proxy, not as nobody', () => {
  for (const forwarded of [
    undefined,
    '',
    '<script>',
    'unknown',
    '_hidden',
    '192.0.2.7 192.0.2.8',
    '[::1',
    '1.2.3.4.5:6',
  ])
    assert.equal(find('127.0.0.1', forwarded, 1), '127.0.0.1')
  assert.equal(find('127.0.0.1', '192.0.2.7', 2), '127.0.0.1')
})

test('a proxy that writes ports names the same client on each connection', () => {
  for (const forwarded of ['192.0.2.7', '192.0.2.7:4711', 'forged,192.0.2.7:4712'])
    assert.equal(find('127.0.0.1', forwarded, 1), '192.0.2.7')
  for (const forwarded of ['2001:db8::7', '[2001:db8::7]', '[2001:db8::7]:4711'])
    assert.equal(find('127.0.0.1', forwarded, 1), '2001:db8:0:0::/64')
})

test('an IPv6 client is its network, and an IPv4 address is the same however it is written', () => {
  assert.equal(find('::ffff:192.0.2.1', undefined, 0), '192.0.2.1')
  assert.equal(find('::ffff:c000:201', undefined, 0), '192.0.2.1')
  assert.equal(find('0:0:0:0:0:FFFF:c000:0201', undefined, 0), '192.0.2.1')
  assert.equal(find('2001:db8:1:2:3:4:5:6', undefined, 0), '2001:db8:1:2::/64')
  assert.equal(find('2001:db8::6', undefined, 0), '2001:db8:0:0::/64')
  assert.equal(find('fe80::1%eth0', undefined, 0), 'fe80:0:0:0::/64')
  assert.equal(find('::1', undefined, 0), '0:0:0:0::/64')
})

test('any address is named, neighbours in a network alike, and what is no address never', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV4(), fc.string(), (v6, v4, text) => {
      const name = find(v6, undefined, 0) ?? ''
      assert.match(name, /^(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){3}::\/64|[\d.]+)$/)
      if (name.endsWith('::/64')) assert.equal(find(name.replace('::/64', ':1:2:3:4'), undefined, 0), name)
      assert.equal(find(`::ffff:${v4}`, undefined, 0), v4)
      assert.match(find('192.0.2.1', text, 1) ?? '', /^(?:[\d.]+|[0-9a-f:]+::\/64)$/)
    }),
  )
})
