import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { digestCaseEvent } from './case-event-seal.ts'
import { readDirectory } from './directory.ts'
import { keyIdOf, readPublicKey, readSigningKey } from './keys.ts'
import { digestMandate } from './mandate-digest.ts'
import type { ReceiptLine } from './receipt.ts'
import { readReceipt, signReceipt } from './receipt.ts'
import { deriveReaderKey } from './seal.ts'
import { encodeSignedRoot } from './sign.ts'

type Texts<Name extends string> = Readonly<Record<Name, string>>
type Receipt = Texts<'from' | 'bytes'> & { readonly lines: readonly ReceiptLine[] }
type Signed = Texts<'privateKeyPem' | 'keyId'> & {
  readonly batch: Texts<'root' | 'signed'> & { readonly size: number }
  readonly receipt: Receipt
  readonly secondReceipt: Receipt
}

function read<Vector>(path: string): Vector {
  return JSON.parse(readFileSync(new URL(`../../../protocol/vectors/${path}`, import.meta.url), 'utf8')) as Vector
}
const signed = read<Signed>('kept/signed.json')

test('the key that opens an answer is made again from the vault’s', async () => {
  for (const { secret, exchange, publicKey } of read<{ cases: Texts<'secret' | 'exchange' | 'publicKey'>[] }>(
    'kept/reader-key.json',
  ).cases) {
    assert.equal((await deriveReaderKey(hex.decode(secret), exchange)).publicKey, publicKey)
  }
})

test('what stands under the signature of a batch stays what it was', () => {
  const { size, root, signed: bytes } = signed.batch
  assert.equal(hex.encode(encodeSignedRoot(size, hex.decode(root))), bytes)
})

test('a receipt that was given is read, and given again to the byte', () => {
  const key = readSigningKey(signed.privateKeyPem)
  for (const [form, { from, lines, bytes }] of [
    [1, signed.receipt],
    [2, signed.secondReceipt],
  ] as const) {
    assert.equal(hex.encode(signReceipt({ form, from, key, lines })), bytes)
    const receipt = readReceipt(hex.decode(bytes), () => createPublicKey(key.privateKey))
    assert.deepEqual(receipt, { ok: true, value: { form, from, keyId: signed.keyId, lines } })
  }
})

test('a directory that was signed is believed', () => {
  const { publicKey, at, accepted } = read<Texts<'publicKey' | 'at'> & { accepted: Texts<'file'>[] }>(
    'directories.json',
  )
  for (const { file } of accepted) {
    const verdict = readDirectory(new TextEncoder().encode(file), readPublicKey(hex.decode(publicKey)), new Date(at))
    assert.ok(verdict.ok)
  }
})

test('a key keeps its name', () => {
  const { publicKey, keyId } = read<{ keyId: Texts<'publicKey' | 'keyId'> }>('kept/found-by.json').keyId
  assert.equal(keyIdOf(hex.decode(publicKey)), keyId)
  assert.equal(readSigningKey(signed.privateKeyPem).keyId, signed.keyId)
})

test('a mandate is given back by its digest', () => {
  const { text, hash } = read<{ mandate: Texts<'text' | 'hash'> }>('kept/found-by.json').mandate
  assert.equal(hex.encode(digestMandate(text)), hash)
})

test('an event of a case names the one before as it ever did', () => {
  type Case = Texts<'filing' | 'previous' | 'payload' | 'digest'> & { readonly number: number }
  for (const { payload, digest, ...event } of read<{ cases: Case[] }>('kept/case-event.json').cases)
    assert.equal(digestCaseEvent(event, hex.decode(payload)), digest)
})
