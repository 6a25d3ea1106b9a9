import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { base64, no, ok, silentLog } from '@madoguchi/kit'
import { openNationFolder } from './data-folder.ts'
import { findDesk, serveDesk } from './desk-socket.ts'
import type { NationDesk } from './registry-desk.ts'

test('what somebody writes into the desk’s socket that is no order is refused by name, does nothing, and the next order is done', async () => {
  const root = await mkdtemp(join(tmpdir(), 'desk-'))
  const folder = await openNationFolder(root)
  const done: string[] = []
  const note = <T>(what: string, value: T) => {
    done.push(what)
    return Promise.resolve(value)
  }
  const desk: NationDesk = {
    enrol: (_certificate, residentCode) => note('enrol', ok({ residentCode, isTrusted: true })),
    revoke: () => note('revoke', ok()),
    residents: () => note('residents', []),
    renew: () => note('renew', no('CARD_UNKNOWN')),
  }
  const failed: string[] = []
  const log = { ...silentLog, failure: (event: string) => void failed.push(event) }
  const serving = await serveDesk({ folder, desk, log })
  try {
    const write = async (bytes: string | Uint8Array) => {
      const socket = connect(join(folder.secrets, 'registry-desk.sock'))
      socket.end(bytes)
      return JSON.parse(await text(socket)) as unknown
    }
    const good = { command: 'revoke', certificate: 'AQID', reason: 'keyCompromise' }
    for (const bad of [
      'null',
      '{"command":"revoke"',
      Uint8Array.of(0xff, 0xfe, 0x00),
      `${JSON.stringify(good)}${JSON.stringify(good)}`,
      JSON.stringify([good]),
      JSON.stringify({ ...good, certificate: { length: 3 } }),
      JSON.stringify({ ...good, __proto__: null, extra: 1 }),
      '{"command":"revoke","certificate":"AQID","reason":"keyCompromise","__proto__":{"command":"enrol"}}',
      JSON.stringify({ command: 'toString' }),
      '['.repeat(60_000),
    ])
      assert.deepEqual(await write(bad), no('DESK_ORDER_MALFORMED'), String(bad).slice(0, 80))
    assert.deepEqual(await write('x'.repeat(3_000_000)), no('DESK_ORDER_TOO_LARGE'))
    assert.deepEqual([done, failed], [[], []])
    const asked = await findDesk(folder)
    assert.deepEqual(await asked?.revoke(base64.decode('AQID'), 'keyCompromise'), ok())
    assert.deepEqual(done, ['revoke'])
    const large = new Uint8Array(40_000)
    await assert.rejects(async () => asked?.enrol(large, '10000000001'), { code: 'DESK_ORDER_MALFORMED' })
    assert.deepEqual(done, ['revoke'])
  } finally {
    await serving?.[Symbol.asyncDispose]()
    await rm(root, { recursive: true })
  }
})
