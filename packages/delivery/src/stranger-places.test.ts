import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeStrangerPlaces, nameNetwork } from './stranger-places.ts'

function openPlaces(max: number) {
  const places = makeStrangerPlaces(max)
  const gone: string[] = []
  return { places, gone, enter: (address: string, name: string) => places.enter(address, () => void gone.push(name)) }
}

test('one who is alone holds half of the places, and loses the one that said nothing for longest when it opens another', () => {
  const { places, gone, enter } = openPlaces(8)
  for (let i = 0; i < 6; i++) enter('192.0.2.1', `${i}`)
  assert.equal(places.size, 4)
  assert.deepEqual(gone, ['0', '1'])
})

test('whoever has begun a handshake is let go after all those who say nothing, at the same address too', () => {
  const { gone, enter } = openPlaces(8)
  for (let i = 0; i < 4; i++) enter('192.0.2.1', `silent ${i}`)
  const party = enter('192.0.2.1', 'party')
  party.noteSpoken()
  for (let i = 0; i < 50; i++) enter('192.0.2.1', `later ${i}`)
  assert.ok(!gone.includes('party'))
  party[Symbol.dispose]()
  party[Symbol.dispose]()
  assert.equal(gone.length, 51)
})

test('where strangers of many addresses hold every place, the newcomer gets one from the loudest of them', () => {
  const { places, gone, enter } = openPlaces(4)
  for (const [address, count] of [
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ] as const)
    for (let i = 0; i < count; i++) enter(address, `${address}${i}`)
  assert.deepEqual([places.size, gone], [4, []])
  enter('d', 'd0')
  assert.deepEqual([places.size, gone], [4, ['a0']])
})

test('a place that was given up makes room for the next', () => {
  const { places, gone, enter } = openPlaces(2)
  const first = enter('a', 'first')
  first[Symbol.dispose]()
  enter('a', 'second')
  assert.deepEqual([places.size, gone], [1, []])
})

test('all addresses of one host count as one, however they are written', () => {
  const named = ['192.0.2.1', '::ffff:192.0.2.1', '2001:db8:0:1::7', '2001:db8:0:1:ffff::', 'fe80::1%eth0', '::1']
  assert.deepEqual(named.map(nameNetwork), [
    '192.0.2.1',
    '192.0.2.1',
    '2001:db8:0:1',
    '2001:db8:0:1',
    'fe80:0:0:0',
    '0:0:0:0',
  ])
})
