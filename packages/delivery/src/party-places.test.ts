import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePartyPlaces } from './party-places.ts'

test('a key has sixty-four places, and gets one again when it lets go of one', () => {
  const places = makePartyPlaces(1000)
  const held = Array.from({ length: 64 }, () => places.enter('loud'))
  assert.ok(held.every((place) => place !== undefined))
  assert.equal(places.enter('loud'), undefined)
  assert.ok(places.enter('quiet'))
  held[0]?.[Symbol.dispose]()
  assert.ok(places.enter('loud'))
})

test('where parties hold all places, one that has none still gets the four of a copy of its program', () => {
  const places = makePartyPlaces(8)
  for (let i = 0; i < 8; i++) assert.ok(places.enter('loud'))
  assert.equal(places.enter('loud'), undefined)
  for (let i = 0; i < 4; i++) assert.ok(places.enter('quiet'))
  assert.equal(places.enter('quiet'), undefined)
})
