import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex, systemRandom } from '@madoguchi/kit'
import { makeTurnCookies } from './turn-cookies.ts'

test('a browser keeps its name, also after a restart and at another copy; nobody makes one up', () => {
  const key = systemRandom.bytes(32)
  const cookies = makeTurnCookies({ key, random: systemRandom })
  const cookie = cookies.make()
  assert.match(cookies.find(cookie) ?? '', /^[\w-]{22}$/)
  assert.notEqual(cookies.find(cookies.make()), cookies.find(cookie))
  assert.equal(makeTurnCookies({ key, random: systemRandom }).find(cookie), cookies.find(cookie))
  const changed = (cookie.startsWith('A') ? 'B' : 'A') + cookie.slice(1)
  for (const other of [undefined, '', 'A'.repeat(43), changed, `${cookie}A`, cookie.slice(1)])
    assert.equal(cookies.find(other), undefined)
  assert.equal(makeTurnCookies({ key: systemRandom.bytes(32), random: systemRandom }).find(cookie), undefined)
})

test('a cookie is made as the vector says', () => {
  const at = new URL('../../../../protocol/vectors/kept/turn-cookie.json', import.meta.url)
  const vector = JSON.parse(readFileSync(at, 'utf8')) as Record<'key' | 'random' | 'cookie' | 'name', string>
  const cookies = makeTurnCookies({ key: hex.decode(vector.key), random: { bytes: () => hex.decode(vector.random) } })
  assert.equal(cookies.make(), vector.cookie)
  assert.equal(cookies.find(vector.cookie), vector.name)
})
