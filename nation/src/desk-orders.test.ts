import assert from 'node:assert/strict'
import { test } from 'node:test'
import { no, ok } from '@madoguchi/kit'
import { serveAgencyDesk } from './agency-desk.ts'
import { readDeskOrder, replies } from './desk-orders.ts'

test('what the command line orders is read as it was meant', () => {
  const certificate = Uint8Array.of(1, 2, 3)
  const read = (order: object) => readDeskOrder(JSON.stringify(order))
  assert.deepEqual(read({ command: 'revoke', certificate: 'AQID', reason: 'keyCompromise' }), {
    ...{ command: 'revoke', certificate, reason: 'keyCompromise' },
  })
  assert.deepEqual(read({ command: 'renew', card: 'taro', keepsOld: 'false' }), {
    ...{ command: 'renew', card: 'taro', keepsOld: false },
  })
  assert.deepEqual(read({ command: 'residents' }), { command: 'residents' })
  const cleared = { command: 'checks', agency: 'mihon-shi', act: 'clear' }
  assert.deepEqual(read({ ...cleared, order: '{"by":"佐藤"}' }), { ...cleared, order: { by: '佐藤' } })
})

test('an agency that is no agency has no desk, whatever every object of the language has', async () => {
  for (const agency of ['constructor', '__proto__', 'toString', 'nobody'])
    assert.equal(await serveAgencyDesk({}, { command: 'tie', agency, person: 'x' }), undefined)
})

test('of what is no whole order nothing is guessed: nobody is revoked, renewed or tied by half a sentence', () => {
  const good = { command: 'revoke', certificate: 'AQID', reason: 'keyCompromise' }
  for (const bad of [
    'null',
    '[]',
    '{"command":"revoke"',
    JSON.stringify({ command: 'revoke' }),
    JSON.stringify({ ...good, certificate: 'not base64!' }),
    JSON.stringify({ ...good, certificate: 7 }),
    JSON.stringify({ ...good, reason: undefined }),
    JSON.stringify({ ...good, reason: ['keyCompromise'] }),
    JSON.stringify({ ...good, more: 1 }),
    JSON.stringify({ command: 'enrol', certificate: 'AQID' }),
    JSON.stringify({ command: 'renew', card: 'taro' }),
    JSON.stringify({ command: 'renew', card: 'taro', keepsOld: 'yes' }),
    JSON.stringify({ command: 'tie', person: 'x' }),
    JSON.stringify({ command: 'tie', agency: 'mihon-shi' }),
    JSON.stringify({ command: 'tie', agency: 'mihon-shi', person: 'x', by: 'y' }),
    JSON.stringify({ command: 'tie', agency: ['mihon-shi'], person: 'x' }),
    JSON.stringify({ command: 'checks', agency: 'mihon-shi', act: 'clear', by: { name: 'x' } }),
    JSON.stringify({ command: 'checks', agency: 'mihon-shi', act: 'clear' }),
    JSON.stringify({ command: 'checks', agency: 'mihon-shi', act: 'clear', order: '{"by":' }),
    JSON.stringify({ command: 'checks', agency: 'mihon-shi', act: 'constructor', order: '{}' }),
    JSON.stringify({ command: 'officers', agency: 'mihon-shi', act: '__proto__', order: '{}' }),
    JSON.stringify({ command: 'officers', agency: 'mihon-shi', act: 'protect', order: { personRef: 'a' } }),
    JSON.stringify({ command: 'officers', agency: 'mihon-shi', act: 'protect', order: `"${'a'.repeat(16_000)}"` }),
    JSON.stringify({ command: 'constructor' }),
  ])
    assert.equal(readDeskOrder(bad), undefined, bad)
})

test('what the desk says is read with its verdict, and nothing else is taken for one', () => {
  const reply = (value: unknown) => JSON.parse(JSON.stringify(value))
  assert.deepEqual(replies.revoke.parse(reply(ok())), ok())
  assert.deepEqual(replies.revoke.parse(reply(no('CRL_REASON'))), no('CRL_REASON'))
  const enrolled = ok({ residentCode: '10000000001', isTrusted: true })
  assert.deepEqual(replies.enrol.parse(reply(enrolled)), enrolled)
  assert.ok(!replies.enrol.safeParse(reply(ok())).success)
  assert.ok(!replies.residents.safeParse(null).success)
  const renewed = ok({ name: 'taro-2', pin: '1234', password: null, resident: '10000000001' })
  assert.deepEqual(replies.renew.parse(reply(renewed)), renewed)
})
