import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadProcedures } from '@madoguchi/procedures'
import { mihonShiOffering, offerEvery } from './offerings.ts'

test('whoever adds the folder of a procedure finds it in みほん市, with a counter, and has changed no list', () => {
  const offered = mihonShiOffering.offers.map(({ procedure }) => procedure)
  assert.deepEqual(
    [...offered].sort(),
    loadProcedures().map(({ id }) => id),
  )
  const more = offerEvery([...loadProcedures(), { id: 'oversized-waste-collection' }], mihonShiOffering)
  const added = more.offers.find(({ procedure }) => procedure === 'oversized-waste-collection')
  const counters = more.counters.map(({ id }) => id)
  assert.ok(added?.counters?.length === 1 && counters.includes(added.counters[0] ?? ''))
})

test('what みほん市 does not take online says in its own definition why: whoever cannot send it reads what to do instead', () => {
  for (const { id, completion } of loadProcedures()) {
    const offer = mihonShiOffering.offers.find(({ procedure }) => procedure === id)
    const isOnline = offer?.online !== undefined && offer.ways.includes('online')
    assert.ok(isOnline !== (completion.online === 'none'), `${id}: taken online, or none of it can be done so`)
    if (completion.online !== 'whole') assert.ok(completion.why !== '' && completion.left !== '', id)
  }
})
