import assert from 'node:assert/strict'
import { test } from 'node:test'
import { no, ok } from '@madoguchi/kit'
import fc from 'fast-check'
import { checkCaller } from './caller.ts'
import { loopback, type Portal } from './portals.ts'

const portal: Portal = { origin: loopback, operator: 'ためし', mode: 'sandbox' }
const page = { origin: 'http://localhost:3000', frameId: 0, tab: {}, documentLifecycle: 'active' }

test('a listed site in a tab of the citizen is let in', () => {
  assert.deepEqual(checkCaller(page, [portal]), ok({ origin: page.origin, portal }))
})

test('a frame, a page that is only being prepared, and an extension are refused', () => {
  for (const sender of [
    { ...page, frameId: 7 },
    { ...page, frameId: undefined },
    { ...page, tab: undefined },
    { ...page, documentLifecycle: 'prerender' },
    undefined,
  ])
    assert.deepEqual(checkCaller(sender, [portal]), no('FRAME_REFUSED'))
})

test('a sandboxed page is refused although its address is the listed site’s', () => {
  const sandboxed = { ...page, origin: 'null', url: 'http://localhost:3000/' }
  assert.deepEqual(checkCaller(sandboxed, [portal]), no('ORIGIN_REFUSED'))
  assert.deepEqual(checkCaller({ ...page, origin: undefined }, [portal]), no('ORIGIN_REFUSED'))
})

test('whatever else is said of the sender, nobody gets in under another origin than their own', () => {
  const senders = fc.record(
    { origin: fc.oneof(fc.string(), fc.webUrl(), fc.constant(page.origin)), frameId: fc.nat(3), tab: fc.object() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(senders, (sender) => {
      const verdict = checkCaller(sender, [portal])
      if (verdict.ok) assert.ok(sender.frameId === 0 && sender.tab && verdict.value.origin === sender.origin)
    }),
  )
})
