import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hex, systemClock } from '@madoguchi/kit'
import { readSigningKey } from '@madoguchi/messages'
import type { LedgerHead } from './ledger-head.ts'
import { openLedgerHead } from './ledger-head.ts'
import { makeLinkCodes } from './link-codes.ts'
import { createSlots, readSlots } from './slot-file.ts'

const kept = (name: string) => new URL(`../../../protocol/vectors/kept/${name}.json`, import.meta.url)
const linkCode = JSON.parse(await readFile(kept('link-code'), 'utf8')) as {
  masterKey: string
  cases: { party: string; personId: string; linkCode: string }[]
}
const { privateKeyPem, ledgerHead } = JSON.parse(await readFile(kept('signed'), 'utf8')) as {
  privateKeyPem: string
  ledgerHead: { self: string; text: string; head: LedgerHead }
}

test('the codes that parties were given open, and are given again', () => {
  const codes = makeLinkCodes(hex.decode(linkCode.masterKey))
  for (const { party, personId, linkCode: code } of linkCode.cases) {
    assert.equal(codes.encode(party, hex.decode(personId)), code)
    assert.equal(hex.encode(codes.decode(party, code) ?? assert.fail()), personId)
  }
})

test('the head of the ledger that was noted is believed, and noted in the same way', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-kept-head-'))
  context.after(() => rm(folder, { recursive: true }))
  const key = readSigningKey(privateKeyPem)
  const directory = { findKey: () => ({ publicKey: createPublicKey(key.privateKey), kind: 'core' as const }) }
  const open = (name: string) =>
    openLedgerHead({ file: join(folder, name), self: ledgerHead.self, key, directory, clock: systemClock })
  await createSlots(join(folder, 'noted'), ledgerHead.text)
  await using noted = open('noted')
  assert.deepEqual(await noted.read(), ledgerHead.head)
  await using another = open('another')
  await another.write(ledgerHead.head)
  assert.deepEqual(await readSlots(join(folder, 'another')), [{ slot: 0, text: ledgerHead.text }])
})
