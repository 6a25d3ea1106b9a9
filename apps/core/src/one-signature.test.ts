import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { dayMs, hex, makeId } from '@madoguchi/kit'
import { composeInquiries, deriveReaderKey, readEnvelope } from '@madoguchi/messages'
import type { TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

describe('a question and its whom at the core', () => {
  let server: EmbeddedServer
  let net: TestCore

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
  })
  after(async () => {
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  it('costs the core one signature of the inquirer, however many questions for one provider come together', async (t) => {
    const linkCode = await net.assignCode('mihon-shi', subjectOf('taro'))
    await net.assignCode('aoba-shi', subjectOf('taro'))
    const { publicKey: readerKey } = await deriveReaderKey(new Uint8Array(32), 'any')
    const notAfter = net.test.clock.now().getTime() + dayMs
    const inquiries = Array.from({ length: 5 }, () => ({
      body: { exchange: makeId('exc'), affair: 'child-allowance', type: 'local-tax', readerKey },
      ...{ core: 'core', provider: 'aoba-shi', linkCode, notAfter },
    }))
    const verified = t.mock.method(crypto, 'verify')
    syncBuiltinESMExports()
    t.after(() => {
      verified.mock.restore()
      syncBuiltinESMExports()
    })
    await net.peers['mihon-shi'].delivery.transact(async (work) => {
      for (const { whom } of composeInquiries({ from: 'mihon-shi', inquiries })) work.post(whom)
    })
    await net.test.settle()
    const signatures = inquiries.map(({ body }) => {
      const ask = readEnvelope(net.permitOf('aoba-shi', body.exchange).enclosures[0] ?? assert.fail())
      return ask.ok ? hex.encode(ask.value.signature) : assert.fail(ask.code)
    })
    assert.equal(new Set(signatures).size, 1)
    // The provider of this test does not look into its permits, so whoever checked this signature is the core.
    const checks = verified.mock.calls.filter(({ arguments: [, , , signature] }) =>
      signature instanceof Uint8Array ? hex.encode(signature) === signatures[0] : false,
    )
    assert.equal(checks.length, 1)
  })
})
